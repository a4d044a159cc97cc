import { describe, expect, it } from 'vitest';
import { plainText, readRoomName } from './index.ts';

describe('plain text', () => {
  it('RM-26 a room’s name is tidied up, may be empty, and holds nothing invisible', () => {
    expect(plainText(' ')).toBe('');
    expect(readRoomName('  Tea \u00a0 time ')).toBe('Tea time');
    expect(readRoomName('')).toBe('');
    expect(readRoomName('a\u202eb')).toBeUndefined();
  });

  it('RM-26 a room’s name has 40 characters at most', () => {
    expect(readRoomName('🎨'.repeat(40))).toBe('🎨'.repeat(40));
    expect(readRoomName('x'.repeat(41))).toBeUndefined();
  });
});
