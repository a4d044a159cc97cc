import { ROOTS } from '@drawguess/game/documents';
import { LIMITS } from '@drawguess/game/limits';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { countElements } from './access.ts';

const id = '01234567-89ab-4cde-8f01-23456789abcd';

describe('an outbox', () => {
  it('SY-9 is filled by fewer intents when they hold custom words', () => {
    const doc = new Y.Doc();
    const intents = doc.getArray(ROOTS.intents);
    intents.push([{ id, type: 'say', text: 'hello' }]);
    expect(countElements('outbox', doc)).toBe(1);
    intents.push([{ id, type: 'words', use: 'only', words: ['a b', 'c d', 'e f'] }]);
    expect(countElements('outbox', doc)).toBe(1 + LIMITS.wordsIntentElements);
    intents.delete(0, 2);
    expect(countElements('outbox', doc)).toBe(0);
  });
});
