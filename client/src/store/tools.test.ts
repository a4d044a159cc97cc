import { SIZES } from '@drawguess/game/ink';
import { beforeEach, describe, expect, it } from 'vitest';
import { chooseColour, chooseTool, stepSize, swapColours, useTools } from './tools.ts';

beforeEach(() => useTools.setState(useTools.getInitialState(), true));

const held = () => {
  const { tool, colour, lastColour } = useTools.getState();
  return [tool, colour, lastColour];
};

describe('useTools', () => {
  it('IN-20 a colour goes to the tool in hand, and from an eraser or eyedropper back to the one before', () => {
    chooseTool('rectangle');
    chooseColour(4);
    expect(held()).toEqual(['rectangle', 4, 1]);
    for (const tool of ['eraser', 'eyedropper'] as const) {
      chooseTool(tool);
      chooseColour(5);
      expect(held()).toEqual(['rectangle', 5, 4]);
    }
  });

  it('IN-21 swaps with the colour before, and back', () => {
    chooseColour(7);
    swapColours();
    expect(held()).toEqual(['pen', 1, 7]);
    swapColours();
    expect(held()).toEqual(['pen', 7, 1]);
    chooseColour(7);
    expect(held()).toEqual(['pen', 7, 1]);
  });

  it('IN-21 steps through the sizes and stops at both ends', () => {
    for (let times = 0; times < 9; times += 1) stepSize(1);
    expect(useTools.getState().size).toBe(SIZES.length - 1);
    stepSize(-1);
    expect(useTools.getState().size).toBe(SIZES.length - 2);
    for (let times = 0; times < 9; times += 1) stepSize(-1);
    expect(useTools.getState().size).toBe(0);
  });
});
