import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConfigError, loadSessionSecret, readConfig, readSharedConfig } from './index.ts';

const SECRET = 'a long enough secret';

describe('readConfig', () => {
  it('needs nothing', () => {
    const standard = {
      port: 8080,
      host: '0.0.0.0',
      dataDir: '.data',
      allowedOrigins: [],
      maxSessions: 2_000,
      logLevel: 'warn',
    };
    expect(readConfig({})).toEqual(standard);
    expect(readConfig({ PORT: '', REDIS_URL: '', PATH: '/bin' })).toEqual(standard);
  });

  it('takes every variable', () => {
    const env = {
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: '/srv/draw guess',
      PUBLIC_URL: 'https://draw.example.org/',
      ALLOWED_ORIGINS: 'https://draw.example.org, http://localhost:5173',
      SESSION_SECRET: SECRET,
      OPERATOR_TOKEN: SECRET,
      REDIS_URL: 'redis://redis:6379/0',
      DATABASE_URL: 'postgresql://draw@db/draw',
      MAX_SESSIONS: '100000',
      LOG_LEVEL: 'warn',
    };
    expect(readConfig(env)).toEqual({
      port: 0,
      host: '127.0.0.1',
      dataDir: '/srv/draw guess',
      publicUrl: 'https://draw.example.org',
      allowedOrigins: ['https://draw.example.org', 'http://localhost:5173'],
      sessionSecret: SECRET,
      operatorToken: SECRET,
      redisUrl: 'redis://redis:6379/0',
      databaseUrl: 'postgresql://draw@db/draw',
      maxSessions: 100_000,
      logLevel: 'warn',
    });
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', 'http'],
    ['HOST', 'http://localhost'],
    ['DATA_DIR', '  '],
    ['PUBLIC_URL', 'draw.example.org'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['ALLOWED_ORIGINS', '*'],
    ['ALLOWED_ORIGINS', 'https://draw.example.org/'],
    ['ALLOWED_ORIGINS', 'https://draw.example.org,'],
    ['MAX_SESSIONS', '0'],
    ['MAX_SESSIONS', '100001'],
    ['LOG_LEVEL', 'loud'],
  ])('ends with one line that names %s and its value %j', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    const line = new RegExp(`^${name} must be [^\\n]+, not "[^\\n]*"\\.$`);
    expect(() => readConfig({ [name]: value })).toThrow(line);
    expect(() => readConfig({ [name]: value })).toThrow(JSON.stringify(value));
  });

  it.each([
    ['SESSION_SECRET', 'hunter2'],
    ['OPERATOR_TOKEN', 'hunter2'],
    ['REDIS_URL', 'http://:hunter2@redis'],
    ['REDIS_URL', 'redis:hunter2'],
    ['DATABASE_URL', 'mysql://draw:hunter2@db/draw'],
  ])('never shows the value of %s, such as %s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(
      new RegExp(`^${name} must be (at least 16 characters|an address such as)`),
    );
    expect(() => readConfig({ [name]: value })).not.toThrow(/hunter2/);
  });

  it('ST-8 keeps rooms in Redis only beside a database for client ids and a secret for all', () => {
    const env = { REDIS_URL: 'redis://redis', DATABASE_URL: 'postgres://db/draw', SESSION_SECRET: SECRET };
    expect(readConfig(env)).toMatchObject({ redisUrl: 'redis://redis', databaseUrl: 'postgres://db/draw' });
    expect(() => readConfig({ ...env, DATABASE_URL: '' })).toThrow(
      /^REDIS_URL needs DATABASE_URL to be set, too: /,
    );
    expect(() => readConfig({ ...env, SESSION_SECRET: '' })).toThrow(
      /^REDIS_URL needs SESSION_SECRET to be set, too: /,
    );
  });
});

describe('readSharedConfig', () => {
  const env = { REDIS_URL: 'redis://redis', DATABASE_URL: 'postgres://db/draw', SESSION_SECRET: SECRET };

  it('is that of a process which shares its rooms', () => {
    expect(readSharedConfig(env)).toEqual(readConfig(env));
  });

  it.each([{}, { ...env, REDIS_URL: '' }])('says what is missing in %j, and what to do', (lacking) => {
    expect(() => readSharedConfig(lacking)).toThrow(ConfigError);
    expect(() => readSharedConfig(lacking)).toThrow(
      /^REDIS_URL, DATABASE_URL and SESSION_SECRET must be set: [^\n]* npm start\.$/,
    );
  });
});

describe('loadSessionSecret', () => {
  const temporary = async (): Promise<string> => {
    const directory = await mkdtemp(join(tmpdir(), 'drawguess-'));
    onTestFinished(() => rm(directory, { recursive: true }));
    return directory;
  };

  it('makes one secret and keeps it for this user alone', async () => {
    const directory = await temporary();
    const made = await loadSessionSecret({ directory, randomBytes });
    expect(made.length).toBeGreaterThanOrEqual(43);
    expect(await loadSessionSecret({ directory, randomBytes })).toBe(made);
    expect((await readFile(join(directory, 'session-secret'), 'utf8')).trim()).toBe(made);
    expect((await stat(join(directory, 'session-secret'))).mode & 0o777).toBe(0o600);
  });

  it('does not put up with a file that holds no secret', async () => {
    const directory = await temporary();
    await writeFile(join(directory, 'session-secret'), '\n');
    await expect(loadSessionSecret({ directory, randomBytes })).rejects.toThrow(ConfigError);
  });
});
