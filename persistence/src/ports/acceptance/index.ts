export { describeRoomLog, type RoomLogUnderTest } from './room-log.ts';
export { describeClientIds, type ClientIdsUnderTest } from './client-ids.ts';
export { describeArchive, type ArchiveUnderTest } from './archive.ts';
export { describeSharedRoomLog, type SharedRoomLogUnderTest } from './shared-room-log.ts';
