import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const server = `http://127.0.0.1:${process.env.PORT ?? '8080'}`;

/** HTML, JavaScript and CSS that a visitor loads before the start page or a join link works, compressed. */
const MAX_FIRST_BYTES = 130_000;

export default defineConfig({
  plugins: [react(), weighFirstLoad(), compressFiles()],
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
 * Prints the brotli size of what a visitor loads first: the page, its scripts and its styles. Fails the build when that is
 * too much, or when a word pack has come in with something else.
 */
function weighFirstLoad(): Plugin {
  return {
    name: 'weigh-first-load',
    apply: 'build',
    writeBundle(_options, bundle) {
      const outputs = Object.values(bundle);
      const chunks = outputs.filter((output) => output.type === 'chunk');
      const packs = chunks.flatMap(({ moduleIds }) => moduleIds.filter((id) => WORD_PACK.test(id)));
      if (packs.length > 0) this.error(`the client must not load word packs: ${packs.join(', ')}`);
      const contentOf = (output: (typeof outputs)[number]): string | Uint8Array =>
        output.type === 'chunk' ? output.code : output.source;
      const weigh = (names: ReadonlySet<string>): number =>
        outputs
          .filter(({ fileName }) => names.has(fileName))
          .reduce((sum, output) => sum + brotliCompressSync(contentOf(output)).length, 0);
      const entries = chunks.filter(({ isEntry }) => isEntry);
      const first = new Set([
        'index.html',
        ...entries.flatMap((entry) => [entry.fileName, ...entry.imports]),
      ]);
      for (const chunk of chunks)
        if (first.has(chunk.fileName))
          for (const css of chunk.viteMetadata?.importedCss ?? []) first.add(css);
      const everything = outputs
        .map(({ fileName }) => fileName)
        .filter((name) => /\.(html|css|js)$/.test(name));
      const inKilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;
      const firstBytes = weigh(first);
      this.info(
        `brotli: first load ${inKilobytes(firstBytes)}, everything ${inKilobytes(weigh(new Set(everything)))}`,
      );
      if (firstBytes > MAX_FIRST_BYTES) this.error(`the first load may have ${inKilobytes(MAX_FIRST_BYTES)}`);
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
