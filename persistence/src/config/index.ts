export { ConfigError, readConfig, type Config, type LogLevel } from './config.ts';
export { loadSessionSecret } from './session-secret.ts';
