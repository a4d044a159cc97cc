export { openLiveRoom, type LiveRoom, type RoomWatcher } from './live-room.ts';
