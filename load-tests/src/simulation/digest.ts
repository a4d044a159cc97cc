import { createHash } from 'node:crypto';

/** A short digest of texts in their order. */
export function digest(texts: readonly string[]): string {
  const hash = createHash('sha1');
  for (const text of texts) hash.update(`${text.length}:${text}`);
  return hash.digest('hex').slice(0, 16);
}

/** Everything that was sent, by whom and when: two runs of a seed must come to the same digest. */
export type Trace = { frame(atMs: number, sender: string, bytes: Uint8Array): void; digest(): string };

export function createTrace(): Trace {
  const hash = createHash('sha1');
  return {
    frame(atMs, sender, bytes) {
      hash.update(`${atMs} ${sender} ${bytes.byteLength} `);
      hash.update(bytes);
    },
    digest: () => hash.digest('hex').slice(0, 16),
  };
}
