import * as Type from 'typebox';
import type { Static } from 'typebox';
import * as Value from 'typebox/value';

/** Why the start ends: one line that names the variable and says what is allowed. It never holds a secret. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

export type Config = {
  /** 0 takes any free port. */
  port: number;
  host: string;
  dataDir: string;
  /** Without a slash at its end. */
  publicUrl?: string;
  allowedOrigins: string[];
  /** Left out where it is to be made once and kept (`loadSessionSecret`). */
  sessionSecret?: string;
  operatorToken?: string;
  /** Where the rooms' logs are; left out, they are files in `dataDir`. Never without `databaseUrl` and `sessionSecret`. */
  redisUrl?: string;
  /** Where the archive is; left out, it is PGlite in `dataDir`. */
  databaseUrl?: string;
  /** Sockets that a process serves at a time, 1–100,000; those beyond are asked to try later (SPEC SY-16). */
  maxSessions: number;
  logLevel: LogLevel;
};

/** The configuration of a process that shares its rooms with others. */
export type SharedConfig = Config & Required<Pick<Config, 'redisUrl' | 'databaseUrl' | 'sessionSecret'>>;

/**
 * When every one of them is read too slowly, as much waits for them as a socket may hold before it is paused (256 KB): half
 * a gigabyte, which a small machine has.
 */
export const MAX_SESSIONS = 2_000;

const LogLevel = Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']);
export type LogLevel = Static<typeof LogLevel>;

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;
const isPage = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
const isUrlOf =
  (...protocols: readonly string[]) =>
  (text: string): boolean =>
    URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).hostname !== '';
const originsOf = (text: string): string[] => text.split(',').map((origin) => origin.trim());

const Environment = Type.Object({
  PORT: Type.Refine(Type.String({ pattern: '^[0-9]{1,5}$' }), (text) => Number(text) <= 65_535),
  HOST: Type.String({ pattern: '^[^\\s/]+$' }),
  DATA_DIR: Type.String({ pattern: '\\S' }),
  PUBLIC_URL: Type.Refine(Type.String(), isPage),
  ALLOWED_ORIGINS: Type.Refine(Type.String(), (text) => originsOf(text).every(isOrigin)),
  SESSION_SECRET: Type.String({ minLength: 16 }),
  OPERATOR_TOKEN: Type.String({ minLength: 16 }),
  MAX_SESSIONS: Type.Refine(Type.String({ pattern: '^[1-9][0-9]{0,5}$' }), (text) => Number(text) <= 100_000),
  LOG_LEVEL: LogLevel,
  REDIS_URL: Type.Refine(Type.String(), isUrlOf('redis:', 'rediss:')),
  DATABASE_URL: Type.Refine(Type.String(), isUrlOf('postgres:', 'postgresql:')),
});
type Variable = keyof typeof Environment.properties;

/** What each variable must be, in words (DESIGN §7). */
const ALLOWED: Readonly<Record<Variable, string>> = {
  PORT: 'an integer from 0 to 65535',
  HOST: 'an address to listen on, such as 127.0.0.1',
  DATA_DIR: 'the path of a directory',
  PUBLIC_URL: 'an address such as https://draw.example.org',
  ALLOWED_ORIGINS: 'origins such as https://draw.example.org, without a path, separated by commas',
  SESSION_SECRET: 'at least 16 characters from a random source',
  OPERATOR_TOKEN: 'at least 16 characters from a random source',
  MAX_SESSIONS: 'an integer from 1 to 100000',
  LOG_LEVEL: 'trace, debug, info, warn, error, fatal or silent',
  REDIS_URL: 'an address such as redis://user:password@redis.example.org:6379/0',
  DATABASE_URL: 'an address such as postgresql://user:password@db.example.org:5432/drawguess',
};

/** Their wrong values are not shown: a mistyped secret is a secret still, and an address may hold a password. */
const SECRET: readonly Variable[] = ['SESSION_SECRET', 'OPERATOR_TOKEN', 'REDIS_URL', 'DATABASE_URL'];

/**
 * Reads the configuration from environment variables; an empty one counts as unset.
 *
 * @throws ConfigError at the first variable that is not what it must be, or that lacks another
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = (name: Variable): string | undefined => {
    const text = env[name];
    if (text === undefined || text === '') return undefined;
    const allowed: boolean = Value.Check(Environment.properties[name], text);
    if (allowed) return text;
    const shown = SECRET.includes(name) ? '' : `, not ${JSON.stringify(text.slice(0, 100))}`;
    throw new ConfigError(`${name} must be ${ALLOWED[name]}${shown}.`);
  };

  const variables = Object.keys(Environment.properties) as Variable[];
  const given = Object.fromEntries(variables.map((name) => [name, read(name)])) as Partial<
    Record<Variable, string>
  >;
  if (given.REDIS_URL !== undefined) requireBeside('REDIS_URL', given);
  return {
    port: Number(given.PORT ?? '8080'),
    host: given.HOST ?? '0.0.0.0',
    dataDir: given.DATA_DIR ?? '.data',
    ...(given.PUBLIC_URL && { publicUrl: given.PUBLIC_URL.replace(/\/+$/, '') }),
    allowedOrigins: given.ALLOWED_ORIGINS === undefined ? [] : originsOf(given.ALLOWED_ORIGINS),
    ...(given.SESSION_SECRET && { sessionSecret: given.SESSION_SECRET }),
    ...(given.OPERATOR_TOKEN && { operatorToken: given.OPERATOR_TOKEN }),
    ...(given.REDIS_URL && { redisUrl: given.REDIS_URL }),
    ...(given.DATABASE_URL && { databaseUrl: given.DATABASE_URL }),
    maxSessions: given.MAX_SESSIONS === undefined ? MAX_SESSIONS : Number(given.MAX_SESSIONS),
    logLevel: (given.LOG_LEVEL ?? 'warn') as LogLevel,
  };
}

/**
 * Reads the configuration of a process that runs one service only and finds all that it shares with the others elsewhere.
 *
 * @throws ConfigError as `readConfig`, and when nothing says where that is
 */
export function readSharedConfig(env: Readonly<Record<string, string | undefined>>): SharedConfig {
  const config = readConfig(env);
  const { redisUrl, databaseUrl, sessionSecret } = config;
  if (redisUrl === undefined || databaseUrl === undefined || sessionSecret === undefined)
    throw new ConfigError(
      'REDIS_URL, DATABASE_URL and SESSION_SECRET must be set: services in processes of their own share them. To run both in one process without them: npm start.',
    );
  return { ...config, redisUrl, databaseUrl, sessionSecret };
}

/** What rooms in Redis need beside them, and why. */
const BESIDE_REDIS = {
  DATABASE_URL: 'client ids must outlive DATA_DIR',
  SESSION_SECRET: 'all processes must know the same',
} as const satisfies Partial<Record<Variable, string>>;

function requireBeside(name: Variable, given: Partial<Record<Variable, string>>): void {
  for (const [needed, why] of Object.entries(BESIDE_REDIS)) {
    if (given[needed as keyof typeof BESIDE_REDIS] === undefined)
      throw new ConfigError(`${name} needs ${needed} to be set, too: ${why}.`);
  }
}
