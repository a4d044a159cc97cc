import { createFakeClock } from '@drawguess/game/clock';
import { describe, expect, it } from 'vitest';
import { createPointerInput } from './pointer-input.ts';

type Fields = Partial<
  Pick<
    PointerEvent,
    'pointerId' | 'pointerType' | 'clientX' | 'clientY' | 'button' | 'altKey' | 'pressure' | 'timeStamp'
  >
> & { parts?: Fields[] };

/** An element of 800 × 450 CSS pixels at (0, 0), so that two logical pixels are one of them. */
function createSurface() {
  const clock = createFakeClock();
  const startedAt = clock.now();
  let box = { left: 0, top: 0, width: 800, height: 450 };
  const element = Object.assign(new EventTarget(), {
    getBoundingClientRect: () => box,
    setPointerCapture: () => undefined,
  }) as unknown as HTMLElement;
  let fingersDraw = false;
  let pens = 0;
  const told: string[] = [];
  const show = ([x, y]: readonly number[]): string => `${(x ?? 0) + 0.5},${(y ?? 0) + 0.5}`;
  const input = createPointerInput(
    element,
    {
      onDown: (point, grip) => told.push(`${grip} ${show(point)}`),
      onMove: (points) => told.push(`to ${points.map(show).join(' ')}`),
      onJump: (point) => told.push(`jump ${show(point)}`),
      onUp: () => told.push('up'),
      onCancel: () => told.push('cancel'),
    },
    clock,
    { fingersDraw: () => fingersDraw, onPen: () => (pens += 1) },
  );

  const event = (type: string, { parts, ...fields }: Fields): Event => {
    const made = new Event(type, { cancelable: true });
    const filled = {
      pointerId: 1,
      pointerType: 'mouse',
      clientX: 0,
      clientY: 0,
      button: 0,
      altKey: false,
      pressure: 0.5,
      timeStamp: clock.now() - startedAt,
      getCoalescedEvents: () => (parts ?? []).map((part) => event(type, { ...fields, ...part })),
      ...fields,
    };
    for (const [name, value] of Object.entries(filled)) Object.defineProperty(made, name, { value });
    return made;
  };
  const send = (type: string, fields: Fields = {}): Event => {
    const sent = event(type, fields);
    element.dispatchEvent(sent);
    return sent;
  };
  return {
    clock,
    input,
    send,
    take: () => told.splice(0),
    setBox: (next: Partial<typeof box>) => (box = { ...box, ...next }),
    setFingersDraw: (value: boolean) => (fingersDraw = value),
    pens: () => pens,
  };
}

const finger = (pointerId: number, clientX = 10, clientY = 10): Fields => ({
  pointerId,
  clientX,
  clientY,
  pointerType: 'touch',
});
const pen: Fields = { pointerId: 9, pointerType: 'pen' };

describe('createPointerInput', () => {
  it('IN-18 reads one pointer from down to up, in logical pixels', () => {
    const { send, take } = createSurface();
    send('pointerdown', { clientX: 100, clientY: 50 });
    send('pointerdown', { pointerId: 2, clientX: 700 });
    send('pointermove', { clientX: 110, clientY: 60 });
    send('pointermove', { pointerId: 2, clientX: 710 });
    send('pointerup', { pointerId: 2 });
    send('pointerup');
    send('lostpointercapture');
    send('pointermove', { clientX: 120 });
    expect(take()).toEqual(['tool 200,100', 'to 220,120', 'up']);
  });

  it('IN-18 takes coalesced movements in order of time, each once', () => {
    const { send, take } = createSurface();
    send('pointerdown', { timeStamp: 100 });
    send('pointermove', {
      timeStamp: 116,
      clientX: 3,
      parts: [
        { timeStamp: 108, clientX: 2 },
        { timeStamp: 104, clientX: 1 },
        { timeStamp: 90, clientX: 99 },
        { timeStamp: 116, clientX: 3 },
      ],
    });
    send('pointermove', { timeStamp: 124, clientX: 4 });
    expect(take()).toEqual(['tool 0,0', 'to 2,0 4,0 6,0', 'to 8,0']);
  });

  it.each([
    [{ button: 2 }, 'eraser 0,0'],
    [{ ...pen, button: 5 }, 'eraser 0,0'],
    [{ altKey: true }, 'picker 0,0'],
    [{ button: 2, altKey: true }, 'picker 0,0'],
    [{ button: 1 }, undefined],
  ])('IN-18 %j is %s', (fields, expected) => {
    const { send, take } = createSurface();
    send('pointerdown', fields);
    expect(take()[0]).toBe(expected);
  });

  it('IN-18 shows no context menu over the canvas', () => {
    const { send, input } = createSurface();
    expect(send('contextmenu').defaultPrevented).toBe(true);
    input.close();
    expect(send('contextmenu').defaultPrevented).toBe(false);
  });

  it.each(['pointercancel', 'lostpointercapture'])('IN-18 %s ends what was begun', (type) => {
    const { send, take } = createSurface();
    send('pointerdown');
    send(type);
    send('pointerup');
    expect(take()).toEqual(['tool 0,0', 'cancel']);
  });

  it('IN-18 a finger draws as soon as it moves, and dots when it is lifted', () => {
    const { send, take } = createSurface();
    send('pointerdown', finger(1));
    send('pointermove', finger(1, 11, 10));
    expect(take()).toEqual([]);
    send('pointermove', finger(1, 20, 10));
    expect(take()).toEqual(['tool 20,20', 'to 22,20 40,20']);
    send('pointerup', finger(1));
    send('pointerdown', finger(1));
    send('pointerup', finger(1));
    expect(take()).toEqual(['up', 'tool 20,20', 'up']);
  });

  it('IN-18 a finger that lies still begins after a moment', async () => {
    const { clock, send, take } = createSurface();
    send('pointerdown', finger(1));
    await clock.advance(119);
    expect(take()).toEqual([]);
    await clock.advance(1);
    expect(take()).toEqual(['tool 20,20']);
    send('pointerup', finger(1));
    expect(take()).toEqual(['up']);
  });

  it('IN-18 two fingers together leave no mark, until both are lifted', async () => {
    const { clock, send, take } = createSurface();
    send('pointerdown', finger(1));
    await clock.advance(100);
    send('pointerdown', finger(2, 300));
    send('pointermove', finger(1, 90));
    send('pointermove', finger(2, 400));
    await clock.advance(500);
    send('pointerup', finger(1));
    send('pointerdown', finger(3));
    send('pointerup', finger(3));
    send('pointerup', finger(2));
    expect(take()).toEqual([]);
    send('pointerdown', finger(4));
    send('pointerup', finger(4));
    expect(take()).toEqual(['tool 20,20', 'up']);
  });

  it('IN-18 a second finger that comes later leaves the stroke alone', async () => {
    const { clock, send, take } = createSurface();
    send('pointerdown', finger(1));
    await clock.advance(120);
    send('pointerdown', finger(2, 300));
    send('pointermove', finger(1, 20));
    send('pointerup', finger(2, 300));
    send('pointerup', finger(1, 20));
    expect(take()).toEqual(['tool 20,20', 'to 40,20', 'up']);
  });

  it('IN-18 beside a pen touches are a palm, until no pen was used for a minute or the player says otherwise', async () => {
    const { clock, send, take, pens, setFingersDraw } = createSurface();
    const tap = (): void => {
      send('pointerdown', finger(1));
      send('pointerup', finger(1));
    };
    send('pointerdown', pen);
    send('pointerup', pen);
    expect(pens()).toBe(1);
    await clock.advance(59_000);
    take();
    tap();
    expect(take()).toEqual([]);
    setFingersDraw(true);
    tap();
    expect(take()).toEqual(['tool 20,20', 'up']);
    setFingersDraw(false);
    await clock.advance(1_000);
    tap();
    expect(take()).toEqual(['tool 20,20', 'up']);
  });

  it('IN-18 a pen takes over from the palm that came down before it', async () => {
    const { clock, send, take } = createSurface();
    send('pointerdown', finger(1));
    send('pointerdown', { ...pen, clientX: 50 });
    send('pointerup', pen);
    expect(take()).toEqual(['tool 100,0', 'up']);
    await clock.advance(60_000);
    send('pointerup', finger(1));
    send('pointerdown', finger(1));
    await clock.advance(200);
    send('pointerdown', pen);
    expect(take()).toEqual(['tool 20,20', 'cancel', 'tool 0,0']);
  });

  it('IN-18 goes on at another place when the canvas moves or is resized under the hand', () => {
    const { send, take, setBox } = createSurface();
    send('pointerdown', { clientX: 100, clientY: 100 });
    setBox({ width: 400, height: 225 });
    send('pointermove', { clientX: 101, clientY: 100 });
    send('pointermove', { clientX: 102, clientY: 100 });
    send('pointerup');
    expect(take()).toEqual(['tool 200,200', 'jump 404,400', 'to 408,400', 'up']);
  });

  it('IN-18 reads the pressure of pens alone', () => {
    const pressures: number[] = [];
    const element = Object.assign(new EventTarget(), {
      getBoundingClientRect: () => ({ left: 0, top: 0, width: 1600, height: 900 }),
      setPointerCapture: () => undefined,
    });
    const none = (): void => undefined;
    createPointerInput(
      element as unknown as HTMLElement,
      { onDown: ([, , p]) => pressures.push(p), onMove: none, onJump: none, onUp: none, onCancel: none },
      createFakeClock(),
      { fingersDraw: () => true, onPen: none },
    );
    for (const pointerType of ['mouse', 'pen']) {
      const down = Object.assign(new Event('pointerdown'), {
        pointerType,
        pointerId: 1,
        button: 0,
        pressure: 1,
      });
      element.dispatchEvent(Object.assign(down, { clientX: 0, clientY: 0, altKey: false }));
      element.dispatchEvent(Object.assign(new Event('pointerup'), { pointerId: 1 }));
    }
    expect(pressures).toEqual([32, 63]);
  });
});
