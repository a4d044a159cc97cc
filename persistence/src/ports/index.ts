export * from './room-log.ts';
export * from './archive.ts';
export * from './listing.ts';
export * from './moderation.ts';
