import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { readConfig } from '@drawguess/persistence/config';
import { renderUnicodeCompact } from 'uqr';
import { startServer } from './main.ts';

/**
 * Starts the whole game in this process, says where it is, and ends it in order on Ctrl-C or SIGTERM.
 *
 * @param options startedAtMs: when the command began, in ms since the epoch
 * @throws Error with one line that says what to do
 */
export async function start({ startedAtMs }: { startedAtMs: number }): Promise<void> {
  const config = readConfig(process.env);
  const clientDirectory = fileURLToPath(new URL('../../client/dist', import.meta.url));
  const server = await startServer({ ...config, clientDirectory, warn: console.warn });

  const end = (): void => {
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);

  const lan = config.publicUrl ?? (isLoopback(config.host) ? undefined : lanAddress(server.port));
  console.log(`DrawGuess is at ${server.url}`);
  if (lan !== undefined) console.log(`Friends on your network: ${lan}\n\n${renderUnicodeCompact(lan)}\n`);
  console.log(`ready in ${((Date.now() - startedAtMs) / 1_000).toFixed(1)} s`);
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.');

function lanAddress(port: number): string | undefined {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const outer = addresses.find(({ family, internal }) => family === 'IPv4' && !internal);
  return outer && `http://${outer.address}:${port}`;
}
