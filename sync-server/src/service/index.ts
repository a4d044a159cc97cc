export { serveSync, type SyncOptions, type SyncService } from './serve-sync.ts';
