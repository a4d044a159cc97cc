import { describe, expect, it } from 'vitest';
import { en } from '../texts/en.ts';
import { ko } from '../texts/ko.ts';
import { connectionState, connectionText } from './connection-line.ts';

const reconnecting = (attempt: number) => ({ type: 'reconnecting', attempt }) as const;

describe('the connection line', () => {
  it.each([
    [{ type: 'connecting' } as const, true, 'connecting'],
    [{ type: 'live' } as const, true, 'live'],
    [reconnecting(1), true, 'reconnecting'],
    [reconnecting(3), true, 'reconnecting'],
    [reconnecting(4), true, 'offline'],
    [reconnecting(1), false, 'offline'],
    [{ type: 'ended', code: 4401, reason: '' } as const, true, 'ended'],
  ])('%o with the browser online: %s is %s', (status, browserOnline, state) => {
    expect(connectionState(status, browserOnline)).toBe(state);
  });

  it('says how much is waiting while nothing can be sent, and only then', () => {
    expect(connectionText('offline', 3, en)).toBe('Offline · 3 waiting');
    expect(connectionText('offline', 0, en)).toBe('Offline');
    expect(connectionText('reconnecting', 1, en)).toContain('1 waiting');
    expect(connectionText('live', 1, en)).toBe('Live');
  });

  it('takes five words or fewer in every language', () => {
    for (const texts of [en, ko]) {
      for (const state of ['connecting', 'live', 'reconnecting', 'offline', 'ended'] as const) {
        expect(connectionText(state, 12, texts).split(/[\s·]+/).length).toBeLessThanOrEqual(5);
      }
    }
  });
});
