import { PALETTE } from '@drawguess/game/ink';
import type { DrawingTool } from '../../canvas/index.ts';

/** What a key asks for while its player draws (SPEC IN-21). */
export type KeyCommand =
  | { readonly type: 'tool'; readonly tool: DrawingTool }
  | { readonly type: 'colour'; readonly colour: number }
  | { readonly type: 'size'; readonly by: 1 | -1 }
  | { readonly type: 'swap' | 'undo' | 'redo' };

/** The first of each tool's letters is shown. */
export const TOOL_KEYS: Readonly<Record<DrawingTool, readonly string[]>> = {
  pen: ['P', 'B'],
  eraser: ['E'],
  fill: ['F'],
  line: ['L'],
  rectangle: ['R'],
  ellipse: ['O'],
  eyedropper: ['I'],
};

/** The digit of a colour: 0 is paper, as in the palette; `undefined` where it has none. */
export const colourKey = (colour: number): string | undefined => (colour < 10 ? String(colour) : undefined);

const TOOL_OF = new Map(
  Object.entries(TOOL_KEYS).flatMap(([tool, keys]) => keys.map((key) => [key, tool as DrawingTool])),
);

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** The letter on a key: by what it types, or by its place on the keyboard where it types no Latin letter (Hangul). */
function letterOf({ key, code }: Key): string | undefined {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  return /^Key([A-Z])$/.exec(code)?.[1];
}

/** What a key stands for, if anything. */
export function keyCommand(event: Key): KeyCommand | undefined {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
  const letter = letterOf(event);
  if (altKey) return undefined;
  if (ctrlKey || metaKey) {
    if (letter === 'Z') return { type: shiftKey ? 'redo' : 'undo' };
    return letter === 'Y' && !shiftKey ? { type: 'redo' } : undefined;
  }
  if (key === '[') return { type: 'size', by: -1 };
  if (key === ']') return { type: 'size', by: 1 };
  if (/^\d$/.test(key) && Number(key) < PALETTE.length) return { type: 'colour', colour: Number(key) };
  if (letter === 'X') return { type: 'swap' };
  const tool = letter === undefined ? undefined : TOOL_OF.get(letter);
  return tool === undefined ? undefined : { type: 'tool', tool };
}

/** Whether what has the focus takes letters: there a key is a letter and nothing else. */
export const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
