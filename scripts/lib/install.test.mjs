import { describe, expect, it } from 'vitest';
import { isInstalled } from './install.mjs';

const locked = {
  '': { devDependencies: { vitest: '4.0.0' } },
  game: { version: '0.1.0', dependencies: { yjs: '13.6.0' } },
  client: { version: '0.1.0', dependencies: { '@drawguess/game': '0.1.0', yjs: '12.0.0' } },
  'client/node_modules/yjs': { version: '12.0.0', integrity: 'b' },
  'node_modules/@drawguess/game': { link: true },
  'node_modules/vitest': { version: '4.0.0', integrity: 'v' },
  'node_modules/yjs': { version: '13.6.0', integrity: 'a' },
};
const { 'node_modules/vitest': _vitest, ...runtime } = locked;

describe('isInstalled', () => {
  it('accepts a full and a reduced install', () => {
    expect(isInstalled(locked, locked, ['', 'game', 'client'])).toBe(true);
    expect(isInstalled(locked, runtime, ['game', 'client'])).toBe(true);
  });

  it('refuses when nothing is installed, or a direct dependency is missing', () => {
    expect(isInstalled(locked, {}, ['game'])).toBe(false);
    expect(isInstalled(locked, runtime, ['', 'game', 'client'])).toBe(false);
  });

  it.each([
    ['another version', { version: '13.5.0', integrity: 'a' }],
    ['other content', { version: '13.6.0', integrity: 'x' }],
  ])('refuses %s of an installed package', (_what, yjs) => {
    expect(isInstalled(locked, { ...runtime, 'node_modules/yjs': yjs }, ['game'])).toBe(false);
  });

  it('refuses a package that the lockfile no longer has', () => {
    const installed = { ...runtime, 'node_modules/old': { version: '1.0.0', integrity: 'o' } };
    expect(isInstalled(locked, installed, ['game'])).toBe(false);
  });
});
