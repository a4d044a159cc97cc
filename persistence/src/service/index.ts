export { openPersistence, type PersistenceOptions, type PersistenceService } from './open-persistence.ts';
