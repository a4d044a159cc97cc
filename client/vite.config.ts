import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const server = `http://127.0.0.1:${process.env.PORT ?? '8080'}`;

/** What a visitor loads before the start page works, compressed. */
const MAX_START_BYTES = 130_000;

export default defineConfig({
  plugins: [react(), weighScripts(), compressFiles()],
  build: { target: 'es2022' },
  server: {
    proxy: {
      '/api': server,
      '/health': server,
      '/metrics': server,
      '/sync': { target: server, ws: true },
    },
  },
});

/** Words that a player has to guess are the server's to know, and too many to load. */
const WORD_PACK = /\/game\/src\/words\/pack-/;

/**
 * Prints the brotli size of the scripts behind each page. Fails the build when the start page's are too large, or when a
 * word pack has come in with something else.
 */
function weighScripts(): Plugin {
  return {
    name: 'weigh-scripts',
    apply: 'build',
    writeBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const packs = chunks.flatMap(({ moduleIds }) => moduleIds.filter((id) => WORD_PACK.test(id)));
      if (packs.length > 0) this.error(`the client must not load word packs: ${packs.join(', ')}`);
      const weigh = (names: Iterable<string>): number =>
        chunks
          .filter(({ fileName }) => new Set(names).has(fileName))
          .reduce((sum, { code }) => sum + brotliCompressSync(code).length, 0);
      const start = chunks
        .filter(({ isEntry }) => isEntry)
        .flatMap(({ fileName, imports }) => [fileName, ...imports]);
      const inKilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;
      const [startBytes, allBytes] = [weigh(start), weigh(chunks.map(({ fileName }) => fileName))];
      this.info(
        `scripts, brotli: start page ${inKilobytes(startBytes)}, with rooms ${inKilobytes(allBytes)}`,
      );
      if (startBytes > MAX_START_BYTES)
        this.error(`the start page may load ${inKilobytes(MAX_START_BYTES)} of scripts`);
    },
  };
}

/** Writes a brotli copy beside each text file of the build, for servers that send what was compressed before. */
function compressFiles(): Plugin {
  return {
    name: 'compress-files',
    apply: 'build',
    async closeBundle() {
      const root = this.environment.config.build.outDir;
      const directory = resolve(this.environment.config.root, root);
      for (const name of await readdir(directory, { recursive: true })) {
        if (!/\.(js|css|svg)$/.test(name)) continue;
        const file = join(directory, name);
        await writeFile(`${file}.br`, brotliCompressSync(await readFile(file)));
      }
    },
  };
}
