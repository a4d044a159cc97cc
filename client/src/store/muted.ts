import { create } from 'zustand';

/** Players whose messages this page does not show, by id. */
export const useMuted = create<{ muted: ReadonlySet<string> }>()(() => ({ muted: new Set() }));

export function toggleMuted(playerId: string): void {
  const muted = new Set(useMuted.getState().muted);
  if (!muted.delete(playerId)) muted.add(playerId);
  useMuted.setState({ muted });
}
