import { lazy, Suspense, type CSSProperties } from 'react';
import './avatar.css';

const TINTS = ['butter', 'mint', 'blush', 'sky', 'lilac', 'peach', 'sand', 'rose'] as const;
const HEADS = [
  'M12 26c0-9 6-15 13-15s14 5 14 14-6 14-14 14-13-5-13-13z',
  'M11 24c1-8 7-12 15-12s13 6 13 13-4 14-14 14-15-7-14-15z',
  'M12 14c8-3 18-3 26 0 2 8 1 17-2 23-7 3-16 3-22 0-3-7-4-15-2-23z',
  'M25 9c8 4 15 12 14 20-1 7-7 10-14 10s-14-4-14-11c0-7 7-15 14-19z',
];
const TOPS = [
  '',
  'M16 14c2-5 4-7 5-3 2-5 5-6 6-1 3-4 6-3 5 3',
  'M14 15l-1-9 8 5 M36 15l2-9-8 5',
  'M25 11c-1-4 1-7 5-7',
  'M13 17c7-4 17-4 24 0 M20 10l5-6 5 6',
];
const EYES = [
  'M20 22v2 M31 22v2',
  'M18 23c1-2 3-2 4 0 M29 23c1-2 3-2 4 0',
  'M18 21l4 2 M33 21l-4 2',
  'M20 22v3 M29 23h4',
];
const MOUTHS = [
  'M20 30c3 3 8 3 11 0',
  'M21 31h9',
  'M21 30c1 5 8 5 9 0z',
  'M22 32c2-3 5-3 7 0',
  'M20 30c2 2 4 0 5 0s3 2 6 0',
];

const DrawnAvatar = lazy(async () => ({ default: (await import('./DrawnAvatar.tsx')).DrawnAvatar }));

/** A player's face: the one that they have drawn, else one that follows from their name. */
export function Avatar({ name, drawn }: { name: string; drawn?: string | undefined }) {
  const face = <MadeUpFace seed={name} />;
  if (!drawn) return face;
  return (
    <Suspense fallback={face}>
      <DrawnAvatar avatar={drawn} />
    </Suspense>
  );
}

function MadeUpFace({ seed }: { seed: string }) {
  const pick = chooser(seed);
  const tint = { '--tint': `var(--tint-${pick(TINTS)})` } as CSSProperties;
  return (
    <svg className="avatar" viewBox="4 0 42 42" style={tint} aria-hidden="true">
      <path className="avatar-head" d={pick(HEADS)} />
      <path className="avatar-top" d={pick(TOPS)} />
      <path d={pick(EYES)} />
      <path d={pick(MOUTHS)} />
    </svg>
  );
}

/** Picks that follow from a text: FNV-1a, stirred once for each pick. */
function chooser(seed: string): <One>(choices: readonly [One, ...One[]] | readonly One[]) => One {
  let hash = 0x811c9dc5;
  for (const character of seed) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (choices) => {
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) + 1;
    const choice = choices[(hash >>> 8) % choices.length];
    if (choice === undefined) throw new RangeError('There is nothing to choose from.');
    return choice;
  };
}
