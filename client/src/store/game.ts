import type {
  ChatMessage,
  IntentBody,
  IntentRefusal,
  Notice,
  PrivateView,
  RoomView,
} from '@drawguess/game/documents';
import { CLOSE, REMOVED_REASON } from '@drawguess/game/wire';
import { create } from 'zustand';
import { countStrokes, lateOperations } from '../canvas/index.ts';
import type { Session, SessionEvent, SessionStatus } from '../session/index.ts';
import { openSession } from './browser.ts';
import { forgetPlace, keepPlace, keepRemovedPlace, type KeptPlace } from './places.ts';

/** The picture on screen, for whoever wants to compare it with others'. */
export type ShownPicture = { document: string; hash(): string; isPainted(): boolean };

export type Game = {
  place: KeptPlace | undefined;
  session: Session | undefined;
  status: SessionStatus;
  /** Stays as it was while the documents are fetched anew. */
  room: RoomView | undefined;
  chat: readonly ChatMessage[];
  notices: readonly Notice[];
  privateView: PrivateView;
  /** Intents that the server has not taken yet. */
  waiting: number;
  /** The latest intent without effect. */
  refused: { intentId: string; refusal: IntentRefusal } | undefined;
  canvasSynced: boolean;
  /** The canvas takes no more ink: it holds as much as a canvas may (SPEC SY-9). */
  canvasFull: boolean;
  /** Own strokes that came too late for the others: on this canvas, and on the one before it. */
  late: number | undefined;
  lateBefore: number | undefined;
  picture: ShownPicture | undefined;
};

const nothing: Game = {
  place: undefined,
  session: undefined,
  status: { type: 'connecting' },
  room: undefined,
  chat: [],
  notices: [],
  privateView: {},
  waiting: 0,
  refused: undefined,
  canvasSynced: false,
  canvasFull: false,
  late: undefined,
  lateBefore: undefined,
  picture: undefined,
};

/** What the session says, for React. Written here and by the canvas on screen (`picture`). */
export const useGame = create<Game>()(() => nothing);

/** Takes a seat: opens its session and closes the one before. A seat that is kept can be come back to. */
export function enterRoom(place: KeptPlace, { isKept = true } = {}): void {
  exitRoom();
  if (isKept) keepPlace(place);
  const session = openSession(place);
  useGame.setState({ ...nothing, place, session });
  session.subscribe((event) => {
    if (useGame.getState().session === session) update(changed(session, event));
    const { status } = session;
    if (event.type !== 'status' || status.type !== 'ended' || !LOST.has(status.code)) return;
    forgetPlace(place);
    if (status.reason === REMOVED_REASON) keepRemovedPlace(place);
  });
}

/** Closes the session; the seat is kept. */
export function exitRoom(): void {
  useGame.getState().session?.close();
  useGame.setState(nothing);
}

/** How long a farewell may take. */
const FAREWELL_MS = 2_000;

/** Gives the seat up, and leaves the screen at once: the session ends when the server has heard of it. */
export function leaveRoom(): void {
  const { session, place } = useGame.getState();
  useGame.setState(nothing);
  if (session === undefined || place === undefined) return;
  forgetPlace(place);
  session.send({ type: 'leave' });
  const timeout = setTimeout(() => session.close(), FAREWELL_MS);
  session.subscribe(() => {
    if (session.waiting > 0) return;
    clearTimeout(timeout);
    session.close();
  });
}

/** Sends an intent; returns its id, or `undefined` where there is no seat. */
export const send = (body: IntentBody): string | undefined => useGame.getState().session?.send(body);

/** Ink comes thirty times a second and mostly changes nothing here: then nobody is told. */
function update(next: Partial<Game>): void {
  const now: Partial<Record<string, unknown>> = useGame.getState();
  if (Object.entries(next).some(([key, value]) => now[key] !== value)) useGame.setState(next);
}

const LOST: ReadonlySet<number> = new Set([CLOSE.badToken, CLOSE.notYours, CLOSE.noSuchDocument]);

function changed(session: Session, event: SessionEvent): Partial<Game> {
  switch (event.type) {
    case 'status':
      return { status: session.status };
    case 'room': {
      const { room } = session;
      return room === undefined ? {} : { room };
    }
    case 'chat':
      return { chat: session.chat };
    case 'private':
      return { privateView: session.privateView, notices: session.notices };
    case 'outbox':
      return { waiting: session.waiting };
    case 'refused':
      return { refused: { intentId: event.intentId, refusal: event.refusal } };
    case 'canvas':
    case 'ink':
      return {
        canvasSynced: session.canvas?.synced ?? false,
        canvasFull: session.canvas?.full ?? false,
        late: countStrokes(lateOperations(session)),
        lateBefore: countStrokes(session.lateInk),
      };
  }
}
