export { openStorage, type Storage } from './open-storage.ts';
export { openSyncStorage } from './open-sync-storage.ts';
