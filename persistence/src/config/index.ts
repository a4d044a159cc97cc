export {
  ConfigError,
  MAX_SESSIONS,
  readConfig,
  readSharedConfig,
  type Config,
  type LogLevel,
  type SharedConfig,
} from './config.ts';
export { loadSessionSecret } from './session-secret.ts';
