import { setImmediate as others } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { writeSvg } from '@drawguess/game/ink';
import { LIMITS } from '@drawguess/game/limits';

const compress = promisify(gzip);

/** Drawings that were rendered lately, as compressed SVG. */
export type RenderedDrawings = {
  get(id: string): Buffer | undefined;
  /** Renders operations and keeps the picture. One drawing at a time, in steps: games go on meanwhile. */
  render(id: string, operations: readonly string[]): Promise<Buffer>;
};

/** Keeps up to `LIMITS.maxRenderedBytes`; those unused for longest go first. */
export function createRenderedDrawings(): RenderedDrawings {
  const kept = new Map<string, Buffer>();
  let bytes = 0;
  let queue: Promise<unknown> = Promise.resolve();

  const forget = (id: string): void => {
    bytes -= kept.get(id)?.length ?? 0;
    kept.delete(id);
  };

  const keep = (id: string, file: Buffer): void => {
    forget(id);
    kept.set(id, file);
    bytes += file.length;
    for (const oldest of kept.keys()) {
      if (bytes <= LIMITS.maxRenderedBytes) return;
      forget(oldest);
    }
  };

  const get = (id: string): Buffer | undefined => {
    const file = kept.get(id);
    if (file !== undefined) keep(id, file);
    return file;
  };

  return {
    get,
    render(id, operations) {
      const rendered = queue.then(async () => {
        const known = get(id);
        if (known !== undefined) return known;
        const file = await compress(await renderInSteps(operations));
        keep(id, file);
        return file;
      });
      queue = rendered.catch(() => undefined);
      return rendered;
    },
  };
}

async function renderInSteps(operations: readonly string[]): Promise<string> {
  const writing = writeSvg(operations);
  for (;;) {
    const { done, value } = writing.next();
    if (done === true) return value;
    await others();
  }
}
