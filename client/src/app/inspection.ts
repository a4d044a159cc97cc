import type { PhaseView } from '@drawguess/game/documents';
import { useGame } from '../store/game.ts';

/** What tests and the curious may ask of a running page, as `window.drawguess`. It only reads. */
export type Inspection = {
  /** Fingerprint of the picture on screen: 16 hexadecimal digits; `undefined` where no canvas is shown. */
  canvasHash(): string | undefined;
  /** Whether all ink that this page has is on screen. */
  isPicturePainted(): boolean;
  /** The server's fingerprint of the present canvas, once it has closed; every picture's is the same then. */
  closedCanvasHash(): string | undefined;
  /** Type of the room's phase; `undefined` outside a room. */
  phase(): PhaseView['type'] | undefined;
  /** Name of the canvas document on screen. */
  canvasDocument(): string | undefined;
};

declare global {
  interface Window {
    drawguess?: Inspection;
  }
}

export function installInspection(): void {
  window.drawguess = {
    canvasHash: () => useGame.getState().picture?.hash(),
    isPicturePainted: () => useGame.getState().picture?.isPainted() ?? false,
    closedCanvasHash() {
      const phase = useGame.getState().room?.phase;
      return phase?.type === 'reveal' ? phase.canvasHash : undefined;
    },
    phase: () => useGame.getState().room?.phase.type,
    canvasDocument: () => useGame.getState().picture?.document,
  };
}
