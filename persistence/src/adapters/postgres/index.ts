export { openPostgres, type PostgresOptions } from './open-postgres.ts';
export { createPostgresClientIds } from './postgres-client-ids.ts';
export { waitForPostgres } from './wait-for-postgres.ts';
