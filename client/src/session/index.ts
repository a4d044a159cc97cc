export {
  connectBy,
  type ClientSocket,
  type ClientSocketEvents,
  type ConnectSocket,
} from './client-socket.ts';
export { createSession } from './session.ts';
export type { CanvasHandle, Session, SessionEvent, SessionOptions, SessionStatus } from './session.ts';
export { createInkSender } from './ink-sender.ts';
export { createApi, type Api, type Place } from './join-room.ts';
