export { openRedisRoomLog, type RedisRoomLogOptions } from './redis-room-log.ts';
