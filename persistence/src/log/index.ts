export { followRoom, type FollowHandlers, type RoomFollower } from './follow-room.ts';
export { decodeRecord, encodeRecord } from './record-code.ts';
