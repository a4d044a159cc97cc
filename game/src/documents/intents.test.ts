import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../limits/index.ts';
import { DEFAULT_SETTINGS, isIntent } from './index.ts';

const id = '01234567-89ab-4cde-8f01-23456789abcd';

describe('intents', () => {
  it.each([
    { id, type: 'say', text: 'x' },
    { id, type: 'say', text: 'x'.repeat(LIMITS.maxSayChars) },
    { id, type: 'choose', choice: 0 },
    { id, type: 'start' },
    { id, type: 'again' },
    { id, type: 'leave' },
    { id, type: 'here' },
    { id, type: 'kick', playerId: 'p1' },
    { id, type: 'host', playerId: 'x'.repeat(32) },
    { id, type: 'lock', locked: true },
    { id, type: 'settings', settings: {} },
    { id, type: 'settings', settings: { rounds: 10 } },
    { id, type: 'settings', settings: DEFAULT_SETTINGS },
    { id, type: 'words', use: 'off' },
    { id, type: 'words', use: 'only', words: [] },
    { id, type: 'words', use: 'mixed', words: ['가'.repeat(30), '', ' '] },
    { id, type: 'words', use: 'mixed', words: Array.from({ length: LIMITS.maxCustomWords }, () => 'x') },
  ])('SY-4 %j is one', (value) => {
    expect(isIntent(value)).toBe(true);
  });

  it.each([
    undefined,
    null,
    'start',
    7,
    [],
    {},
    { type: 'start' },
    { id, type: 'win' },
    { id: id.toUpperCase(), type: 'start' },
    { id: `${id} `, type: 'start' },
    { id: 'x', type: 'start' },
    { id, type: 'start', more: 1 },
    { id, type: 'say' },
    { id, type: 'say', text: '' },
    { id, type: 'say', text: 7 },
    { id, type: 'say', text: 'x'.repeat(LIMITS.maxSayChars + 1) },
    { id, type: 'choose', choice: -1 },
    { id, type: 'choose', choice: 0.5 },
    { id, type: 'choose', choice: NaN },
    { id, type: 'kick' },
    { id, type: 'kick', playerId: '' },
    { id, type: 'kick', playerId: 'room:x' },
    { id, type: 'host', playerId: 'x'.repeat(33) },
    { id, type: 'lock', locked: 1 },
    { id, type: 'settings' },
    { id, type: 'settings', settings: { rounds: 11 } },
    { id, type: 'settings', settings: { rounds: Infinity } },
    { id, type: 'settings', settings: { language: 'xx' } },
    { id, type: 'settings', settings: { cheat: true } },
    { id, type: 'words' },
    { id, type: 'words', words: ['cat'] },
    { id, type: 'words', use: 'all', words: ['cat'] },
    { id, type: 'words', use: 'mixed', words: 'cat' },
    { id, type: 'words', use: 'mixed', words: [7] },
    { id, type: 'words', use: 'mixed', words: ['x'.repeat(31)] },
    { id, type: 'words', use: 'mixed', words: [`a${'\u0301'.repeat(30)}`] },
    { id, type: 'words', use: 'mixed', words: Array.from({ length: LIMITS.maxCustomWords + 1 }, () => 'x') },
  ])('SY-4 %j is none', (value) => {
    expect(isIntent(value)).toBe(false);
  });

  it('SY-4 never throws, whatever the value', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true }), (value) => {
        expect(isIntent(value)).toBe(false);
      }),
    );
  });
});
