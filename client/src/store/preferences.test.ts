import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const KEY = 'drawguess.preferences';
const kept = new Map<string, string>();

beforeEach(() => {
  vi.resetModules();
  kept.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('usePreferences', () => {
  it('keeps what was said from page to page', async () => {
    const { setPreference, usePreferences } = await import('./preferences.ts');
    expect(usePreferences.getState().isLeftHanded).toBe(false);
    setPreference('isLeftHanded', true);
    vi.resetModules();
    const next = await import('./preferences.ts');
    expect(next.usePreferences.getState().isLeftHanded).toBe(true);
  });

  it.each(['', 'no JSON', '7', 'null', '{"isLeftHanded":"yes","unknown":1}'])(
    'takes %j for nothing said',
    async (text) => {
      const untouched = (await import('./preferences.ts')).usePreferences.getState();
      vi.resetModules();
      kept.set(KEY, text);
      const { usePreferences } = await import('./preferences.ts');
      expect(usePreferences.getState()).toEqual(untouched);
      expect(untouched).not.toHaveProperty('unknown');
    },
  );
});
