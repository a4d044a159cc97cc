import { create } from 'zustand';
import type { DrawingHand, ToolChoice } from '../canvas/index.ts';

type Tools = ToolChoice & {
  canUndo: boolean;
  canRedo: boolean;
  /** There while this player may draw. */
  hand: DrawingHand | undefined;
};

/** What the drawer holds; it stays in the hand from turn to turn. */
export const useTools = create<Tools>()(() => ({
  tool: 'pen',
  colour: 1,
  size: 1,
  canUndo: false,
  canRedo: false,
  hand: undefined,
}));
