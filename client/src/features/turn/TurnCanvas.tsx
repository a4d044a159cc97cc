import { useEffect, useRef, useState, type RefObject } from 'react';
import { createDrawingHand, createPainter, showCanvas } from '../../canvas/index.ts';
import { browserClock } from '../../store/browser.ts';
import { useGame } from '../../store/game.ts';
import { useTools } from '../../store/tools.ts';
import { useTexts } from '../../texts/index.ts';
import type { TurnPhase } from './phases.ts';

type CanvasPhase = Exclude<TurnPhase, { type: 'choosing' }>;

/** The canvas of the turn; for its drawer, a place to draw on. */
export function TurnCanvas({ phase }: { phase: CanvasPhase }) {
  const { turn } = useTexts();
  const surface = useRef<HTMLDivElement>(null);
  const slot = useMySlot(phase);
  const drawing = phase.type === 'drawing' && slot !== undefined;
  const ready = useWasSynced(phase.turn.canvas);
  usePicture(surface, phase.turn.canvas, slot, turn.canvas);
  useHand(surface, phase.turn.canvas, slot, drawing && ready);

  return <div ref={surface} className="canvas" data-testid="canvas" data-drawable={drawing && ready} />;
}

/** This player's writer slot on the canvas, if they are its drawer. */
function useMySlot({ turn }: CanvasPhase): number | undefined {
  const myId = useGame((game) => game.place?.playerId);
  return turn.drawers.find(({ playerId }) => playerId === myId)?.slot;
}

/** Whether the canvas was whole at some time: a cut does not take the pen away again. */
function useWasSynced(document: string): boolean {
  const synced = useGame((game) => game.canvasSynced);
  const [readyFor, setReadyFor] = useState<string>();
  if (synced && readyFor !== document) setReadyFor(document);
  return readyFor === document;
}

/** Paints the session's ink, and lets the rest of the page know the picture. */
function usePicture(
  surface: RefObject<HTMLElement | null>,
  document: string,
  slot: number | undefined,
  label: string,
): void {
  const session = useGame((game) => game.session);
  useEffect(() => {
    if (surface.current === null || session === undefined) return;
    const painter = createPainter(surface.current, label);
    const endShowing = showCanvas(session, painter, () => {
      if (slot === undefined) return;
      const [canUndo, canRedo] = [painter.canUndo(slot), painter.canRedo(slot)];
      const shown = useTools.getState();
      if (shown.canUndo !== canUndo || shown.canRedo !== canRedo) useTools.setState({ canUndo, canRedo });
    });
    useGame.setState({ picture: { document, hash: () => painter.hash() } });
    return () => {
      useGame.setState({ picture: undefined });
      endShowing();
      painter.close();
    };
  }, [surface, session, document, slot, label]);
}

/** Puts the pen into the drawer's hand, and takes it when the turn is over. */
function useHand(
  surface: RefObject<HTMLElement | null>,
  document: string,
  slot: number | undefined,
  mayDraw: boolean,
): void {
  const session = useGame((game) => game.session);
  useEffect(() => {
    const canvas = session?.canvas;
    if (!mayDraw || slot === undefined || surface.current === null || canvas?.document !== document) return;
    const hand = createDrawingHand(canvas, slot, surface.current, browserClock, useTools.getState);
    useTools.setState({ hand });
    return () => {
      useTools.setState({ hand: undefined });
      hand.close();
    };
  }, [session, surface, document, slot, mayDraw]);
}
