import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';

/** Where a database is and how to get in. */
export type PostgresAddress = {
  host: string;
  port: number;
  database: string;
  user: string;
  password?: string;
  /** False where nothing is encrypted. */
  ssl: false | Pick<ConnectionOptions, 'ca' | 'rejectUnauthorized'>;
};

const SSL_MODES = ['disable', 'require', 'verify-ca', 'verify-full'];
const PARAMETERS = ['sslmode', 'sslrootcert'];

/**
 * Reads `postgres://user:password@host:port/database?sslmode=…&sslrootcert=…`. Without `sslmode` only this very machine is
 * spoken to in the clear. Whatever else it says but `disable`, the server's certificate and name are verified: who does
 * not ask whom they talk to is not protected by encryption.
 *
 * @param readCertificates gives the content of the file that `sslrootcert` names; without it the system's roots count
 * @throws Error whose message says what to write, and holds neither the URL nor its password
 */
export function readPostgresUrl(url: string, readCertificates: (path: string) => string): PostgresAddress {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new Error('A database is named as postgres://user:password@host:5432/database.');
  }
  const { hostname, port, pathname, username, password, searchParams } = new URL(url);
  const host = decode(hostname).replace(/^\[(.*)\]$/, '$1');
  const database = decode(pathname.slice(1));
  if (host === '' || username === '' || database === '' || database.includes('/')) {
    throw new Error('A database is named by a user, a host and a name: postgres://user@host/database.');
  }
  const unknown = [...searchParams.keys()].find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined) {
    throw new Error(`The database's URL may set ${PARAMETERS.join(' and ')}, not ${unknown}.`);
  }
  const twice = PARAMETERS.find((name) => searchParams.getAll(name).length > 1);
  if (twice !== undefined) throw new Error(`The database's URL may set ${twice} only once.`);
  return {
    host,
    port: port === '' ? 5432 : Number(port),
    database,
    user: decode(username),
    ...(password !== '' && { password: decode(password) }),
    ssl: readSsl(host, searchParams, readCertificates),
  };
}

function readSsl(
  host: string,
  parameters: URLSearchParams,
  readCertificates: (path: string) => string,
): PostgresAddress['ssl'] {
  const mode = parameters.get('sslmode');
  if (mode !== null && !SSL_MODES.includes(mode)) {
    throw new Error("The database's sslmode must be disable or verify-full.");
  }
  const path = parameters.get('sslrootcert');
  if (mode === 'disable' || (mode === null && path === null && isLoopback(host))) return false;
  return { rejectUnauthorized: true, ...(path !== null && { ca: readCertificates(path) }) };
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error("The database's URL holds a % that stands for nothing: write it as %25.");
  }
}
