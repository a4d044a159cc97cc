export { serveSockets, type SocketServer } from './serve-sockets.ts';
