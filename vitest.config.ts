import { defineConfig } from 'vitest/config';

/** Tests lie beside the code and run in plain Node: what needs a browser is in client/e2e. */
// A limit for what hangs, not for what is slow: a busy machine fails nothing.
const project = (root: string, include: string) => ({
  test: { name: root, root, include: [include], environment: 'node' as const, testTimeout: 30_000 },
});

export default defineConfig({
  test: {
    allowOnly: !process.env.CI,
    projects: [
      ...['game', 'persistence', 'sync-server', 'client', 'load-tests'].map((root) =>
        project(root, '{src,art}/**/*.test.{ts,tsx}'),
      ),
      project('scripts', '**/*.test.mjs'),
    ],
  },
});
