import { describe, expect, it } from 'vitest';
import { createKeyboardInput, type KeyboardCursor } from './keyboard-input.ts';

function createSurface() {
  const element = new EventTarget();
  const told: string[] = [];
  let cursor: KeyboardCursor | undefined;
  createKeyboardInput(
    element as HTMLElement,
    {
      onDown: ([x, y], grip) => told.push(`${grip} ${x},${y}`),
      onMove: ([point]) => told.push(`to ${point?.[0]},${point?.[1]}`),
      onJump: () => told.push('jump'),
      onUp: () => told.push('up'),
      onCancel: () => told.push('cancel'),
    },
    (now) => (cursor = now),
  );
  const send = (type: string, fields: object = {}): boolean => {
    const event = Object.assign(new Event(type, { cancelable: true }), {
      repeat: false,
      altKey: false,
      ctrlKey: false,
      metaKey: false,
      ...fields,
    });
    element.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return {
    send,
    press: (key: string, fields: object = {}) => {
      const taken = send('keydown', { key, ...fields });
      send('keyup', { key });
      return taken;
    },
    take: () => told.splice(0),
    cursor: () => cursor,
  };
}

describe('createKeyboardInput', () => {
  it('IN-19 moves a cursor from the middle, and puts the hand down and lifts it', () => {
    const { press, take, cursor } = createSurface();
    expect(cursor()).toBeUndefined();
    press('ArrowRight');
    press('ArrowUp', { ctrlKey: true });
    expect(cursor()).toEqual({ x: 808, y: 402, isDown: false });
    press(' ');
    press('ArrowLeft');
    expect(cursor()).toEqual({ x: 800, y: 402, isDown: true });
    press('Enter');
    press('ArrowLeft');
    expect(take()).toEqual(['tool 808,402', 'to 800,402', 'up']);
  });

  it('IN-19 two arrow keys at once go diagonally', () => {
    const { send, cursor } = createSurface();
    send('keydown', { key: 'ArrowRight' });
    send('keydown', { key: 'ArrowDown' });
    expect(cursor()).toMatchObject({ x: 816, y: 458 });
    send('keyup', { key: 'ArrowRight' });
    send('keydown', { key: 'ArrowDown', repeat: true });
    expect(cursor()).toMatchObject({ x: 816, y: 466 });
  });

  it('IN-19 stays on the canvas', () => {
    const { press, cursor } = createSurface();
    for (let times = 0; times < 40; times += 1) press('ArrowLeft', { ctrlKey: true });
    for (let times = 0; times < 40; times += 1) press('ArrowDown', { ctrlKey: true });
    expect(cursor()).toMatchObject({ x: 0, y: 899 });
  });

  it('IN-19 a key that is held down draws once; Escape takes back; who leaves lifts the hand', () => {
    const { press, send, take, cursor } = createSurface();
    press(' ');
    press(' ', { repeat: true });
    expect(take()).toEqual(['tool 800,450']);
    press('Escape');
    press('Escape');
    expect(take()).toEqual(['cancel']);
    press(' ');
    send('blur');
    expect(take()).toEqual(['tool 800,450', 'up']);
    expect(cursor()).toBeUndefined();
  });

  it('IN-19 leaves all other keys to the page', () => {
    const { press } = createSurface();
    expect(['Tab', 'p', 'z'].map((key) => press(key))).toEqual([false, false, false]);
    expect(press('ArrowLeft', { altKey: true })).toBe(false);
    expect(press('ArrowLeft')).toBe(true);
  });
});
