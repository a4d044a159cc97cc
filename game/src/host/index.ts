export { createRoomHost, type RoomHost, type RoomHostOptions } from './room-host.ts';
