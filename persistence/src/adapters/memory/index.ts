export { createMemoryArchive } from './memory-archive.ts';
export { createMemoryClientIds } from './memory-client-ids.ts';
export { createMemoryRoomLog, type MemoryRoomLog, type MemoryRoomLogOptions } from './memory-room-log.ts';
