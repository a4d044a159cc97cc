import { describe, expect, it } from 'vitest';
import { readNickname } from './nickname.ts';

describe('RM-2 nicknames', () => {
  it.each([
    ['Ann', 'Ann'],
    ['  Ann \u00a0 Lee ', 'Ann Lee'],
    ['나무', '나무'],
    ['나무', '나무'],
    ['7', '7'],
    ['❤️ Bo', '❤ Bo'],
    ['😀'.repeat(19) + 'x', '😀'.repeat(19) + 'x'],
    ['José', 'José'],
    ['<b>Bo</b>', '<b>Bo</b>'],
  ])('%j is kept as %j', (given, kept) => {
    expect(readNickname(given)).toEqual({ nickname: kept });
  });

  it.each([
    ['', '1 to 20 characters'],
    ['   ', '1 to 20 characters'],
    ['x'.repeat(21), '1 to 20 characters, not 21'],
    ['!?', 'letter or digit'],
    ['😀', 'letter or digit'],
    ['A\u200bnn', 'invisible'],
    ['A\u202enn', 'invisible'],
    ['A\nnn', 'invisible'],
    ['A\u0000nn', 'invisible'],
    ['A\ud800', 'invisible'],
    ['\u3164', 'invisible'],
    ['A\u2028B', 'invisible'],
  ])('%j is refused with a message that says why: %s', (given, problem) => {
    expect(readNickname(given)).toEqual({ problem: expect.stringContaining(problem) });
  });
});
