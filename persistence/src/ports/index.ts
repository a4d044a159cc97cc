export * from './room-log.ts';
export * from './archive.ts';
