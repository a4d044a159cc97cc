export { contradicts } from './contradicts.ts';
export * from './live-document.ts';
export * from './server-channel.ts';
