export { createHttp } from './create-http.ts';
export { createProcessRegistry } from './metrics.ts';
export type { App, Dependency, HttpOptions } from './options.ts';
