import { defineConfig } from 'vite';

// Bundles the TypeScript of the workspaces; npm packages stay imports.
export default defineConfig({
  build: {
    ssr: 'src/main.ts',
    target: 'node20.19',
    sourcemap: true,
  },
});
