import { defineConfig } from 'vite';

// Bundles the TypeScript of the workspaces; npm packages stay imports.
export default defineConfig({
  build: {
    ssr: true,
    rollupOptions: { input: ['src/main.ts', 'src/standalone.ts'] },
    target: 'node20.19',
    sourcemap: true,
  },
});
