import { describe, expect, it } from 'vitest';
import { PALETTE, SIZES } from './index.ts';

describe('palette and sizes', () => {
  it('IN-16 holds distinct colours under distinct names, paper and ink first', () => {
    expect(PALETTE.length).toBeGreaterThanOrEqual(20);
    expect(PALETTE.length).toBeLessThanOrEqual(64);
    expect(new Set(PALETTE.map(({ name }) => name)).size).toBe(PALETTE.length);
    expect(new Set(PALETTE.map(({ hex }) => hex)).size).toBe(PALETTE.length);
    for (const { name, hex } of PALETTE) expect(`${name} ${hex}`).toMatch(/^[a-z]+ #[0-9A-F]{6}$/);
    expect(PALETTE.slice(0, 2)).toEqual([
      { name: 'paper', hex: '#FFFFFF' },
      { name: 'ink', hex: '#1E1B2E' },
    ]);
  });

  it('IN-16 offers growing diameters from 4 to 64 logical pixels', () => {
    expect(SIZES[0]).toBe(4);
    expect(SIZES.at(-1)).toBe(64);
    expect(SIZES.toSorted((a, b) => a - b)).toEqual(SIZES);
  });
});
