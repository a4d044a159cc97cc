export * from './frames.ts';
export * from './control.ts';
export * from './close-codes.ts';
