import { describe, expect, it } from 'vitest';
import { quantile, readPageWork, type TraceEvent } from './trace.ts';

const event = (name: string, ts: number, dur?: number, rest: Partial<TraceEvent> = {}): TraceEvent => ({
  name,
  ph: dur === undefined ? 'I' : 'X',
  pid: 1,
  tid: 1,
  ts: ts * 1_000,
  ...(dur !== undefined && { dur: dur * 1_000 }),
  ...rest,
});

const frame = (ts: number): TraceEvent => event('AnimationFrame', ts, undefined, { ph: 'b' });

describe('readPageWork', () => {
  it('adds up script and layout frame by frame, nested events once, other pages not at all', () => {
    const work = readPageWork(
      [
        event('begin', 0),
        event('FunctionCall', 1, 50),
        frame(100),
        event('RunTask', 100, 9),
        event('FireAnimationFrame', 101, 5),
        event('FunctionCall', 102, 3),
        event('Layout', 107, 2),
        event('Paint', 110, 5),
        event('FunctionCall', 104, 90, { pid: 2 }),
        frame(116),
        event('RunTask', 120, 30, { tdur: 7_000 }),
        event('EventDispatch', 120, 20, { tdur: 4_000 }),
        frame(132),
        event('TimerFire', 140, 6),
        frame(182),
        event('end', 190),
        event('RunTask', 188, 70),
        event('Receive mojo message', 189, 60, {
          args: { chrome_mojo_event_info: { mojo_interface_tag: 'blink.mojom.DevToolsSession' } },
        }),
        event('RunTask', 260, 99),
      ],
      'begin',
      'end',
    );
    expect(work).toEqual({ frames: [7, 4, expect.closeTo(2)], longestTask: 9, busy: 16 });
  });

  it('says which mark is missing', () => {
    expect(() => readPageWork([event('begin', 0)], 'begin', 'end')).toThrow('end');
  });
});

describe('quantile', () => {
  it('takes the value that enough others do not exceed', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([quantile(values, 0.5), quantile(values, 0.95), quantile(values, 1), quantile([], 0.5)]).toEqual([
      50, 95, 100, 0,
    ]);
  });
});
