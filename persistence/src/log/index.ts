export { followRoom, type FollowHandlers, type RoomFollower } from './follow-room.ts';
