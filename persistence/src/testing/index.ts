export { startPostgres, type TestPostgres } from './start-postgres.ts';
export { startRedis, type RunningRedis } from './start-redis.ts';
export { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';
