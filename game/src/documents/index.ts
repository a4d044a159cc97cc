export * from './names.ts';
export * from './intents.ts';
export * from './views.ts';
export * from './canvas.ts';
export * from './read.ts';
