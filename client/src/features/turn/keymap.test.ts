import { describe, expect, it } from 'vitest';
import { colourKey, keyCommand, TOOL_KEYS } from './keymap.ts';

const key = (typed: string, fields: object = {}) => ({
  key: typed,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...fields,
});

describe('keyCommand', () => {
  it.each([
    ['p', { type: 'tool', tool: 'pen' }],
    ['B', { type: 'tool', tool: 'pen' }],
    ['e', { type: 'tool', tool: 'eraser' }],
    ['f', { type: 'tool', tool: 'fill' }],
    ['l', { type: 'tool', tool: 'line' }],
    ['r', { type: 'tool', tool: 'rectangle' }],
    ['o', { type: 'tool', tool: 'ellipse' }],
    ['i', { type: 'tool', tool: 'eyedropper' }],
    ['x', { type: 'swap' }],
    ['[', { type: 'size', by: -1 }],
    [']', { type: 'size', by: 1 }],
    ['0', { type: 'colour', colour: 0 }],
    ['9', { type: 'colour', colour: 9 }],
    ['q', undefined],
    ['Enter', undefined],
    ['ArrowLeft', undefined],
  ])('IN-21 %s stands for %j', (typed, expected) => {
    expect(keyCommand(key(typed))).toEqual(expected);
  });

  it.each([
    ['z', { ctrlKey: true }, 'undo'],
    ['z', { metaKey: true }, 'undo'],
    ['Z', { ctrlKey: true, shiftKey: true }, 'redo'],
    ['Z', { metaKey: true, shiftKey: true }, 'redo'],
    ['y', { ctrlKey: true }, 'redo'],
    ['z', {}, undefined],
    ['z', { ctrlKey: true, altKey: true }, undefined],
    ['r', { ctrlKey: true }, undefined],
    ['p', { metaKey: true }, undefined],
    ['1', { ctrlKey: true }, undefined],
    ['p', { altKey: true }, undefined],
  ])('IN-21 %s with %j is %s', (typed, held, expected) => {
    expect(keyCommand(key(typed, held))?.type).toBe(expected);
  });

  it('IN-21 reads the place of a key that types no Latin letter', () => {
    expect(keyCommand(key('ㅣ', { code: 'KeyL' }))).toEqual({ type: 'tool', tool: 'line' });
    expect(keyCommand(key('Process', { code: 'KeyZ', ctrlKey: true }))).toEqual({ type: 'undo' });
    // On a French keyboard the letter counts, not its place.
    expect(keyCommand(key('z', { code: 'KeyW', ctrlKey: true }))).toEqual({ type: 'undo' });
  });

  it('IN-21 every tool has letters of its own, and the first ten colours their digit', () => {
    const letters = Object.values(TOOL_KEYS).flat();
    expect(new Set(letters).size).toBe(letters.length);
    for (const [tool, keys] of Object.entries(TOOL_KEYS)) {
      for (const letter of keys)
        expect(keyCommand(key(letter.toLowerCase()))).toEqual({ type: 'tool', tool });
    }
    expect([0, 9, 10].map(colourKey)).toEqual(['0', '9', undefined]);
  });
});
