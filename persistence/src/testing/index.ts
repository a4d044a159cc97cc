export { startRedis, type RunningRedis } from './start-redis.ts';
export { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';
