import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createSystemClock } from '@drawguess/persistence/adapters/system';
import { readConfig } from '@drawguess/persistence/config';
import { runService } from '@drawguess/persistence/lifecycle';
import { renderUnicodeCompact } from 'uqr';
import { startServer } from './standalone/index.ts';

// The whole game in one process; it says where it is.
await runService(process, createSystemClock(), async () => {
  const config = readConfig(process.env);
  const clientDirectory = fileURLToPath(new URL('../../client/dist', import.meta.url));
  const server = await startServer({ ...config, clientDirectory, warn: console.warn });

  const lan = config.publicUrl ?? (isLoopback(config.host) ? undefined : lanAddress(server.port));
  console.log(`DrawGuess is at ${server.url}`);
  if (lan !== undefined) console.log(`Friends on your network: ${lan}\n\n${renderUnicodeCompact(lan)}\n`);
  console.log(`ready in ${((Date.now() - performance.timeOrigin) / 1_000).toFixed(1)} s`);
  return server;
});

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function lanAddress(port: number): string | undefined {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const outer = addresses.find(({ family, internal }) => family === 'IPv4' && !internal);
  return outer && `http://${outer.address}:${port}`;
}
