import { describe, expect, it } from 'vitest';
import { openPostgres } from './index.ts';
import { readPostgresUrl } from './postgres-url.ts';

const read = (url: string) => readPostgresUrl(url, (path) => `certificates of ${path}`);
const verified = { rejectUnauthorized: true };

describe('readPostgresUrl', () => {
  it('takes every part of a URL', () => {
    expect(read('postgres://dr%40w:p%2Fss@db.example.org:6432/game%20s?sslmode=verify-full')).toEqual({
      host: 'db.example.org',
      port: 6432,
      database: 'game s',
      user: 'dr@w',
      password: 'p/ss',
      ssl: verified,
    });
    expect(read('postgresql://draw@[::1]/games')).toEqual({
      host: '::1',
      port: 5432,
      database: 'games',
      user: 'draw',
      ssl: false,
    });
  });

  it.each([
    ['localhost', '', false],
    ['127.0.0.1', '', false],
    ['127.9.9.9', '', false],
    ['[::1]', '', false],
    ['db.example.org', '', verified],
    ['10.0.0.5', '', verified],
    ['127.example.org', '', verified],
    ['localhost.example.org', '', verified],
    ['db.example.org', '?sslmode=disable', false],
    ['localhost', '?sslmode=verify-full', verified],
    ['localhost', '?sslmode=require', verified],
    ['db.example.org', '?sslmode=require', verified],
    ['db.example.org', '?sslmode=verify-ca', verified],
    ['db.example.org', '?sslrootcert=/etc/rds.pem', { ...verified, ca: 'certificates of /etc/rds.pem' }],
    [
      'db.example.org',
      '?sslmode=verify-full&sslrootcert=/a%20b.pem',
      { ...verified, ca: 'certificates of /a b.pem' },
    ],
    ['localhost', '?sslrootcert=/ca.pem', { ...verified, ca: 'certificates of /ca.pem' }],
    ['db.example.org', '?sslmode=disable&sslrootcert=/ca.pem', false],
  ])('encrypts to %s%s: %j', (host, parameters, ssl) => {
    expect(read(`postgres://draw@${host}/games${parameters}`).ssl).toEqual(ssl);
  });

  it.each([
    ['mysql://draw:hunter2@db/games', 'is named as postgres://'],
    ['hunter2', 'is named as postgres://'],
    ['postgres://draw:hunter2@db:port/games', 'is named as postgres://'],
    ['postgres:///games', 'a user, a host and a name'],
    ['postgres://db/games', 'a user, a host and a name'],
    ['postgres://draw:hunter2@db', 'a user, a host and a name'],
    ['postgres://draw:hunter2@db/', 'a user, a host and a name'],
    ['postgres://draw:hunter2@db/a/b', 'a user, a host and a name'],
    ['postgres://draw:hunter2%@db/games', 'write it as %25'],
    ['postgres://draw:hunter2@db/games?sslmode=prefer', 'must be disable or verify-full'],
    ['postgres://draw:hunter2@db/games?sslmode=', 'must be disable or verify-full'],
    ['postgres://draw:hunter2@db/games?sslmode=disable&sslmode=verify-full', 'sslmode only once'],
    ['postgres://draw:hunter2@db/games?ssl=true', 'not ssl'],
    ['postgres://draw:hunter2@db/games?host=/tmp', 'not host'],
  ])('refuses %s without its password', (url, message) => {
    expect(() => read(url)).toThrow(message);
    expect(() => read(url)).not.toThrow(/hunter2/);
  });
});

it('names the certificates that it cannot read', () => {
  const url = 'postgres://draw:hunter2@db/games?sslrootcert=/nowhere/ca.pem';
  const open = () => openPostgres({ url, onError: () => undefined });
  expect(open).toThrow('/nowhere/ca.pem');
  expect(open).not.toThrow(/hunter2/);
});
