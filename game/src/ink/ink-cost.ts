import { LIMITS } from '../limits/index.ts';

/**
 * What an element of a canvas costs of its bound (SPEC SY-9): its characters, and a fill as many as it takes to paint.
 * The gate asks about proper operations only, so the first letter tells a fill.
 */
export function inkCost(element: unknown): number {
  if (typeof element !== 'string') return 0;
  return element.startsWith('F') ? LIMITS.fillCost : element.length;
}
