import { describe, expect, it } from 'vitest';
import { formatBytes, formatDuration } from './format.ts';

const UNITS = { d: 'd', h: 'h', min: 'min', s: 's' };

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min 0 s'],
    [3_661_000, '1 h 1 min'],
    [90_000_000, '1 d 1 h'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatDuration(ms, UNITS)).toBe(text);
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 MB'],
    [101.4 * 2 ** 20, '101 MB'],
    [23.5 * 2 ** 30, '23.5 GB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes, 'en')).toBe(text);
  });
});
