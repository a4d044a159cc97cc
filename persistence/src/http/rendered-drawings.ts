import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { LIMITS } from '@drawguess/game/limits';

const compress = promisify(gzip);

/** Drawings that were rendered lately, as compressed SVG. */
export type RenderedDrawings = {
  get(id: string): Buffer | undefined;
  /** Keeps what `render` gives; one drawing is rendered at a time, so that the rest of the process has its turn. */
  render(id: string, render: () => Promise<string>): Promise<Buffer>;
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
    render(id, render) {
      const rendered = queue.then(async () => {
        const known = get(id);
        if (known !== undefined) return known;
        const file = await compress(await render());
        keep(id, file);
        return file;
      });
      queue = rendered.catch(() => undefined);
      return rendered;
    },
  };
}
