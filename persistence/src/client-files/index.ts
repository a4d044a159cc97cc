export { serveClient } from './serve-client.ts';
