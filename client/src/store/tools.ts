import { SIZES } from '@drawguess/game/ink';
import { create } from 'zustand';
import type { DrawingHand, DrawingTool, KeyboardCursor, Painter, ToolChoice } from '../canvas/index.ts';

export type Tools = ToolChoice & {
  /** The tool that draws in a colour and was in hand last: a new colour goes back to it. */
  colourTool: DrawingTool;
  /** The colour before this one. */
  lastColour: number;
  /** A pen was used on this page, so touches may be a palm. */
  isPenUsed: boolean;
  /** Fingers draw all the same. */
  doFingersDraw: boolean;
  canUndo: boolean;
  canRedo: boolean;
  canClear: boolean;
  /** There while a turn's canvas is on screen. */
  painter: Painter | undefined;
  /** There while this player may draw. */
  hand: DrawingHand | undefined;
  /** There while they draw with the keyboard. */
  cursor: KeyboardCursor | undefined;
};

/** What the drawer holds; it stays in the hand from turn to turn. */
export const useTools = create<Tools>()(() => ({
  tool: 'pen',
  colourTool: 'pen',
  colour: 1,
  lastColour: 0,
  size: 1,
  isConstrained: false,
  isPenUsed: false,
  doFingersDraw: false,
  canUndo: false,
  canRedo: false,
  canClear: false,
  painter: undefined,
  hand: undefined,
  cursor: undefined,
}));

const hasColour = (tool: DrawingTool): boolean => tool !== 'eraser' && tool !== 'eyedropper';

export const chooseTool = (tool: DrawingTool): void =>
  useTools.setState(hasColour(tool) ? { tool, colourTool: tool } : { tool });

/** Takes a colour, and a tool that draws in it where there is none in hand. */
export const chooseColour = (colour: number): void =>
  useTools.setState(({ tool, colourTool, colour: before, lastColour }) => ({
    colour,
    lastColour: colour === before ? lastColour : before,
    tool: hasColour(tool) ? tool : colourTool,
  }));

export const swapColours = (): void => chooseColour(useTools.getState().lastColour);

export const chooseSize = (size: number): void => useTools.setState({ size });

/** The next wider or narrower line, as far as there is one. */
export const stepSize = (by: 1 | -1): void =>
  useTools.setState(({ size }) => ({ size: Math.min(SIZES.length - 1, Math.max(0, size + by)) }));

export const toggleConstrained = (): void =>
  useTools.setState(({ isConstrained }) => ({ isConstrained: !isConstrained }));

export const toggleFingers = (): void =>
  useTools.setState(({ doFingersDraw }) => ({ doFingersDraw: !doFingersDraw }));
