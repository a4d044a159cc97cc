// The server of `npm run dev`, from its sources; `tsx watch` runs this file again when one of them changes.
await import('../sync-server/src/standalone.ts');
