export * from './names.ts';
export * from './intents.ts';
export * from './views.ts';
export * from './read.ts';
