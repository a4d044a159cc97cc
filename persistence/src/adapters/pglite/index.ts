export { openPgliteArchive } from './pglite-archive.ts';
