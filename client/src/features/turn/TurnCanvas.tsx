import { canvasOf, slotOf, type PhaseView } from '@drawguess/game/documents';
import { CANVAS_HEIGHT, CANVAS_WIDTH, SIZES } from '@drawguess/game/ink';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { brushCursor, createDrawingHand, createPainter, showCanvas } from '../../canvas/index.ts';
import { browserClock } from '../../store/browser.ts';
import { useGame } from '../../store/game.ts';
import { chooseColour, useTools } from '../../store/tools.ts';
import { useTexts } from '../../texts/index.ts';

/** Phases in which a canvas takes ink from those who have a slot on it. */
const DRAWN_IN: ReadonlySet<PhaseView['type']> = new Set(['lobby', 'drawing']);

/** The canvas of the phase, a turn's or the lobby's wall; for those who may draw on it, a place to draw. */
export function TurnCanvas({ phase, label }: { phase: PhaseView; label: string }) {
  const { drawing: texts } = useTexts();
  const surface = useRef<HTMLDivElement>(null);
  const myId = useGame((game) => game.place?.playerId ?? '');
  const document = canvasOf(phase) ?? '';
  const slot = slotOf(phase, myId);
  const mayDraw = useWasSynced(document) && DRAWN_IN.has(phase.type) && slot !== undefined;
  usePicture(surface, document, slot, label);
  useHand(surface, document, slot, mayDraw);
  useBrushCursor(surface, mayDraw);

  return (
    <div
      ref={surface}
      className="canvas"
      data-testid="canvas"
      data-drawable={mayDraw}
      {...(mayDraw && { role: 'application', tabIndex: 0, 'aria-label': texts.canvas })}
    >
      {mayDraw && <KeyboardMark />}
    </div>
  );
}

/** Where the hand of somebody who draws with the keyboard is. */
function KeyboardMark() {
  const { drawing: texts } = useTexts();
  const cursor = useTools((tools) => tools.cursor);
  const diameter = useTools(({ size }) => SIZES[size]);
  return (
    <>
      {cursor !== undefined && (
        <div
          className="keyboard-mark"
          data-down={cursor.isDown}
          style={{
            transform: `translate(${((cursor.x + 0.5) * 100) / CANVAS_WIDTH}%, ${((cursor.y + 0.5) * 100) / CANVAS_HEIGHT}%)`,
          }}
        >
          <span style={{ width: `${(100 * (diameter ?? 0)) / CANVAS_WIDTH}%` }} />
        </div>
      )}
      <output className="unseen">
        {cursor !== undefined && (cursor.isDown ? texts.penDown : texts.penUp)}
      </output>
    </>
  );
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
    const showAbilities = (): void => {
      if (slot === undefined) return;
      const can = {
        canUndo: painter.canUndo(slot),
        canRedo: painter.canRedo(slot),
        canClear: painter.hasInk,
      };
      const known = useTools.getState();
      if (ABILITIES.some((ability) => can[ability] !== known[ability])) useTools.setState(can);
    };
    const painter = createPainter(surface.current, label, showAbilities);
    const endShowing = showCanvas(session, painter, showAbilities);
    const picture = { document, hash: () => painter.hash(), isPainted: () => painter.isPainted };
    useGame.setState({ picture });
    useTools.setState({ painter });
    return () => {
      useTools.setState({ painter: undefined });
      useGame.setState({ picture: undefined });
      endShowing();
      painter.close();
    };
  }, [surface, session, document, slot, label]);
}

const ABILITIES = ['canUndo', 'canRedo', 'canClear'] as const;

/** Puts the pen into the drawer's hand, and takes it when the turn is over. */
function useHand(
  surface: RefObject<HTMLElement | null>,
  document: string,
  slot: number | undefined,
  mayDraw: boolean,
): void {
  const session = useGame((game) => game.session);
  const painter = useTools((tools) => tools.painter);
  useEffect(() => {
    const canvas = session?.canvas;
    if (!mayDraw || slot === undefined || painter === undefined || surface.current === null) return;
    if (canvas?.document !== document) return;
    const hand = createDrawingHand({
      canvas,
      slot,
      surface: surface.current,
      painter,
      clock: browserClock,
      movesPass: window,
      choice: useTools.getState,
      fingersDraw: () => useTools.getState().doFingersDraw,
      onPen: () => useTools.getState().isPenUsed || useTools.setState({ isPenUsed: true }),
      onPick: chooseColour,
      onCursor: (cursor) => useTools.setState({ cursor }),
    });
    useTools.setState({ hand });
    const unsubscribe = useTools.subscribe(hand.refresh);
    return () => {
      unsubscribe();
      useTools.setState({ hand: undefined });
      hand.close();
    };
  }, [session, surface, painter, document, slot, mayDraw]);
}

/** A mouse pointer as wide as the line. */
function useBrushCursor(surface: RefObject<HTMLElement | null>, mayDraw: boolean): void {
  const tool = useTools((tools) => tools.tool);
  const diameter = useTools(({ size }) => SIZES[size] ?? SIZES[0]);
  const isBrush = mayDraw && tool !== 'fill' && tool !== 'eyedropper';
  useEffect(() => {
    const element = surface.current;
    if (!isBrush || element === null) return;
    const fit = (): void => {
      element.style.cursor = brushCursor(diameter, element.clientWidth);
    };
    const sizes = new ResizeObserver(fit);
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      element.style.cursor = '';
    };
  }, [surface, isBrush, diameter]);
}
