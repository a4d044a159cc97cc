import { createInkLog } from '@drawguess/game/ink';
import { describe, expect, it } from 'vitest';
import { recordings } from '../src/art/recordings.ts';
import { record } from './pen.ts';
import { pictures } from './pictures.ts';

describe('the game’s own pictures', () => {
  it.each(Object.entries(pictures))('%s is recorded as it is drawn', (name, { draw }) => {
    const drawn = record(Object.keys(pictures).indexOf(name) + 1, draw);
    expect(recordings[name as keyof typeof recordings].ink, 'npm run art records it anew').toBe(
      drawn.join(' '),
    );
  });

  it.each(Object.entries(recordings))(
    '%s is ink that every canvas takes, of at most 4 kB',
    (_name, { ink }) => {
      const log = createInkLog();
      for (const operation of ink.split(' ')) expect(log.apply(operation).kind).not.toBe('none');
      expect(ink.length).toBeLessThanOrEqual(4_096);
    },
  );
});
