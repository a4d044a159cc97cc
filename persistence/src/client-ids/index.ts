export { createClientIdPool, type ClientIdPool } from './client-id-pool.ts';
