export { closeHttp, createHttp, createProbeHttp } from './create-http.ts';
export { addCounter, addGauge, createProcessRegistry } from './metrics.ts';
export type { App, Dependency, HttpOptions, ProbeOptions, Unready } from './options.ts';
