import type { ChatMessage, Notice } from '@drawguess/game/documents';
import { describe, expect, it } from 'vitest';
import { en } from '../../texts/en.ts';
import { chatLines } from './chat-lines.ts';

const said = (id: number, text: string): ChatMessage => ({
  id,
  at: id,
  type: 'said',
  playerId: 'a',
  nickname: 'Ann',
  text,
});
const close = (id: number, text: string): Notice => ({ id, at: id, type: 'close', text });

describe('the lines of the log', () => {
  it('puts notices among the messages where they happened', () => {
    const lines = chatLines([said(1, 'cat'), said(3, 'dog')], [close(2, 'cat')], en.chat);
    expect(lines.map(({ id, kind }) => [id, kind])).toEqual([
      [1, 'said'],
      [2, 'close'],
      [3, 'said'],
    ]);
    expect(lines[1]?.text).toBe('“cat” is very close!');
  });

  it('drops notices that are older than every message it has', () => {
    expect(chatLines([said(10, 'cat')], [close(2, 'old')], en.chat).map(({ id }) => id)).toEqual([10]);
  });

  it('never shows a held-back guess as somebody’s words', () => {
    const [line] = chatLines([], [{ id: 1, at: 1, type: 'held-back', text: 'a lamp!' }], en.chat);
    expect(line).toMatchObject({ kind: 'held-back' });
    expect(line?.speaker).toBeUndefined();
  });
});
