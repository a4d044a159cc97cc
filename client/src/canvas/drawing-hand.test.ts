import { createFakeClock } from '@drawguess/game/clock';
import { createInkLog, decodeOperation } from '@drawguess/game/ink';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDrawingHand, type ToolChoice } from './drawing-hand.ts';
import type { Ink } from './paint-ink.ts';

afterEach(() => vi.unstubAllGlobals());

/** A drawer with a mouse on a surface of 1600 × 900 CSS pixels. */
function createDrawer(choice: Partial<ToolChoice> = {}) {
  const keys = new EventTarget();
  vi.stubGlobal('addEventListener', keys.addEventListener.bind(keys));
  let box = { left: -0.5, top: -0.5, width: 1600, height: 900 };
  const surface = Object.assign(new EventTarget(), {
    getBoundingClientRect: () => box,
    setPointerCapture: () => undefined,
  });
  const pushed: string[] = [];
  const picked: number[] = [];
  const held: ToolChoice = { tool: 'pen', colour: 4, size: 2, isConstrained: false, ...choice };
  let look: (() => Ink | undefined) | undefined;
  const hand = createDrawingHand({
    canvas: {
      document: 'canvas:room:turn',
      synced: true,
      late: 0,
      full: false,
      lateOperations: () => [],
      operations: () => pushed,
      push: (operations) => pushed.push(...operations),
    },
    slot: 0,
    surface: surface as unknown as HTMLElement,
    painter: {
      colourAt: (x: number) => (x > 800 ? 7 : 3),
      setPreview: (next: typeof look) => (look = next),
      refresh: () => undefined,
    } as unknown as Parameters<typeof createDrawingHand>[0]['painter'],
    clock: createFakeClock(),
    choice: () => held,
    onPick: (colour) => picked.push(colour),
    onCursor: () => undefined,
    fingersDraw: () => true,
    onPen: () => undefined,
  });
  const send = (type: string, clientX = 0, clientY = 0, fields: object = {}): void => {
    const event = new Event(type, { cancelable: true });
    const mouse = { pointerId: 1, pointerType: 'mouse', button: 0, altKey: false };
    surface.dispatchEvent(Object.assign(event, mouse, { clientX, clientY }, fields));
  };
  return {
    hand,
    picked,
    send,
    drag(...places: (readonly [number, number])[]) {
      places.forEach(([x, y], index) => send(index === 0 ? 'pointerdown' : 'pointermove', x, y));
    },
    key: (type: string, key: string) => keys.dispatchEvent(Object.assign(new Event(type), { key })),
    preview: () => look?.(),
    resize: (width: number) => (box = { ...box, width, height: (width * 9) / 16 }),
    types: () => pushed.map((operation) => decodeOperation(operation)?.type),
    strokes() {
      const log = createInkLog();
      for (const operation of pushed) log.apply(operation);
      return log.strokes().map(({ tool, colour, points }) => ({
        tool,
        colour,
        places: points.map(([x, y]) => [x, y]),
      }));
    },
  };
}

const BOX = [
  [100, 100],
  [300, 100],
  [300, 200],
  [100, 200],
  [100, 100],
];

describe('createDrawingHand', () => {
  it('IN-17 a shape is seen while it is dragged, and is one stroke when the pointer goes up', () => {
    const { drag, send, preview, strokes, types } = createDrawer({ tool: 'rectangle' });
    drag([100, 100], [250, 400], [300, 200]);
    expect(preview()?.points.map(([x, y]) => [x, y])).toEqual(BOX);
    expect(types()).toEqual([]);
    send('pointerup');
    expect(strokes()).toEqual([{ tool: 'pen', colour: 4, places: BOX }]);
    expect(preview()).toBeUndefined();
  });

  it('IN-17 Shift constrains a shape while it is held, also without a movement', () => {
    const { drag, key, send, preview, strokes } = createDrawer({ tool: 'line' });
    drag([100, 100], [300, 120]);
    key('keydown', 'Shift');
    expect(preview()?.points[1]).toEqual([300, 100, 32]);
    key('keyup', 'Shift');
    expect(preview()?.points[1]).toEqual([300, 120, 32]);
    send('pointerup');
    expect(strokes()[0]?.places).toEqual([
      [100, 100],
      [300, 120],
    ]);
  });

  it('IN-17 IN-18 a shape that is taken away leaves nothing; a stroke keeps what was drawn', () => {
    const shape = createDrawer({ tool: 'ellipse' });
    shape.drag([100, 100], [300, 200]);
    shape.send('pointercancel');
    expect(shape.types()).toEqual([]);
    const stroke = createDrawer();
    stroke.drag([100, 100], [300, 200]);
    stroke.send('pointercancel');
    expect(stroke.strokes()[0]?.places).toEqual([
      [100, 100],
      [300, 200],
    ]);
  });

  it('IN-18 shows points before they leave, and all of them leave when the pointer goes up', () => {
    const { drag, send, preview, strokes, types } = createDrawer();
    drag([10, 10], [20, 20], [30, 30]);
    expect(types()).toEqual(['begin']);
    expect(preview()?.points).toHaveLength(3);
    send('pointerup');
    expect(types()).toEqual(['begin', 'points']);
    expect(strokes()[0]?.places).toHaveLength(3);
  });

  it('IN-18 the right button erases, whatever is in hand', () => {
    for (const tool of ['pen', 'fill', 'rectangle'] as const) {
      const { send, strokes } = createDrawer({ tool });
      send('pointerdown', 10, 10, { button: 2 });
      send('pointermove', 50, 50);
      send('pointerup');
      expect(strokes()).toMatchObject([{ tool: 'eraser', colour: 0 }]);
    }
  });

  it('IN-18 a canvas that is resized under the hand parts the stroke and draws no line between', () => {
    const { drag, send, resize, strokes } = createDrawer();
    drag([100, 100], [110, 110]);
    resize(800);
    send('pointermove', 120, 120);
    send('pointermove', 130, 130);
    send('pointerup');
    expect(strokes().map(({ places }) => places)).toEqual([
      [
        [100, 100],
        [110, 110],
      ],
      [
        [241, 241],
        [261, 261],
      ],
    ]);
  });

  it('IN-20 the eyedropper, or Alt with another tool, picks a colour and leaves no ink', () => {
    const dropper = createDrawer({ tool: 'eyedropper' });
    dropper.drag([1_000, 10], [10, 10]);
    dropper.send('pointerup');
    expect([dropper.picked, dropper.types()]).toEqual([[7], []]);
    const pen = createDrawer();
    pen.send('pointerdown', 10, 10, { altKey: true });
    pen.send('pointermove', 1_000, 10);
    pen.send('pointerup');
    expect([pen.picked, pen.types()]).toEqual([[3], []]);
  });

  it('IN-8 IN-9 undo, redo and clear leave at once', () => {
    const { hand, types } = createDrawer();
    hand.clear();
    hand.undo();
    hand.redo();
    hand.close();
    expect(types()).toEqual(['clear', 'undo', 'redo']);
  });
});
