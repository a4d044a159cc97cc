export { CLIENT_IDS_PER_BLOCK, createClientIdPool, type ClientIdPool } from './client-id-pool.ts';
