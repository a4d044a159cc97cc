export { isErrno, replaceFile } from './durable-files.ts';
export { openFileClientIds } from './file-client-ids.ts';
export { openFileRoomLog, type FileRoomLogOptions } from './file-room-log.ts';
