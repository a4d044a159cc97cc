import {
  createSession,
  type CanvasHandle,
  type ConnectSocket,
  type Session,
} from '@drawguess/client/session';
import type { Clock } from '@drawguess/game/clock';
import type { IntentBody } from '@drawguess/game/documents';
import type { NetworkPath } from './network.ts';
import type { RandomSource } from './random-source.ts';

/** An operation that a page pushed onto a canvas, and when (ms). */
export type PushedOperation = { text: string; at: number };

/** A closed canvas as a page last had it, synced, before the next turn. */
export type SeenPicture = {
  turnId: string;
  /** The hash that the server announced. */
  announced: string;
  operations: string[];
  /** What the page called late. */
  late: number;
  /** Since when the page had it without a break (ms). */
  syncedSince: number;
};

/** One load of a player's page: what it did, and what it saw. A reload ends it with all that had not left the device. */
export type Page = {
  readonly session: Session;
  /** Ids of the intents that it sent. */
  readonly sent: string[];
  /** What it pushed, by the name of the canvas. */
  readonly ink: Map<string, PushedOperation[]>;
  /** By the name of the canvas. */
  readonly pictures: Map<string, SeenPicture>;
  /** Since when its present canvas has been synced without a break. */
  readonly syncedSince: number | undefined;
  /** The session's final close, if the server has sent it away. */
  readonly sentAway: string | undefined;
};

/** A player's device: one page after another, over one way to the server. */
export type Device = {
  readonly nickname: string;
  readonly playerId: string;
  readonly honest: boolean;
  readonly path: NetworkPath;
  readonly pages: readonly Page[];
  readonly page: Page;
  /** Every text that the player has typed. */
  readonly said: string[];
  /** Whether the player has not left the room. */
  readonly seated: boolean;
  /** When its network last failed, or its server (ms). */
  disturbedAt: number;
  send(body: IntentBody): void;
  /** The canvas of this moment; what is pushed onto it is noted. */
  canvas(): CanvasHandle | undefined;
  reload(): void;
  /** Gives the seat up as the client does: it goes when the server has heard of it, or after a while. */
  leave(): void;
};

export type DeviceOptions = {
  nickname: string;
  roomId: string;
  playerId: string;
  token: string;
  honest: boolean;
  path: NetworkPath;
  connect: ConnectSocket;
  clock: Clock;
  random: RandomSource;
};

const FAREWELL_MS = 2_000;

export function createDevice(options: DeviceOptions): Device {
  const { clock, random } = options;
  const pages = [openPage(options)];
  const said: string[] = [];
  let seated = true;
  const present = (): Page => {
    const page = pages.at(-1);
    if (page === undefined) throw new Error('A device has a page from the start.');
    return page;
  };

  return {
    nickname: options.nickname,
    playerId: options.playerId,
    honest: options.honest,
    path: options.path,
    pages,
    get page() {
      return present();
    },
    said,
    get seated() {
      return seated;
    },
    disturbedAt: clock.now(),
    send(body) {
      if (body.type === 'say') said.push(body.text);
      const page = present();
      page.sent.push(page.session.send(body));
    },
    canvas() {
      const { session, ink } = present();
      return session.canvas && noting(session.canvas, ink, clock);
    },
    reload() {
      present().session.close();
      pages.push(openPage({ ...options, random }));
    },
    leave() {
      seated = false;
      const { session } = present();
      session.send({ type: 'leave' });
      clock.after(FAREWELL_MS, () => session.close());
      session.subscribe(() => {
        if (session.waiting === 0) session.close();
      });
    },
  };
}

function openPage({ roomId, playerId, token, connect, clock, random }: DeviceOptions): Page {
  const pictures = new Map<string, SeenPicture>();
  let syncedSince: number | undefined;
  let sentAway: string | undefined;
  const session = createSession({
    roomId,
    playerId,
    token,
    connect,
    clock,
    randomId: () => [4, 2, 2, 2, 6].map((bytes) => random.hex(bytes)).join('-'),
    random: () => random.next(),
  });
  session.subscribe((event) => {
    const { canvas, status } = session;
    if (event.type === 'canvas') syncedSince = undefined;
    syncedSince = canvas?.synced ? (syncedSince ?? clock.now()) : undefined;
    if (status.type === 'ended' && status.code !== 1000) sentAway = `${status.code} ${status.reason}`;
    if (event.type === 'status' || canvas === undefined || syncedSince === undefined) return;
    const seen = look(session, canvas, syncedSince);
    if (seen !== undefined) pictures.set(canvas.document, seen);
  });
  return {
    session,
    sent: [],
    ink: new Map(),
    pictures,
    get syncedSince() {
      return syncedSince;
    },
    get sentAway() {
      return sentAway;
    },
  };
}

function look(session: Session, canvas: CanvasHandle, syncedSince: number): SeenPicture | undefined {
  const phase = session.room?.phase;
  if (phase?.type !== 'reveal' || phase.turn.canvas !== canvas.document) return undefined;
  const { canvasHash, turn } = phase;
  if (canvasHash === undefined) return undefined;
  return {
    turnId: turn.turnId,
    announced: canvasHash,
    operations: canvas.operations(),
    late: canvas.late,
    syncedSince,
  };
}

function noting(canvas: CanvasHandle, ink: Map<string, PushedOperation[]>, clock: Clock): CanvasHandle {
  const pushed = ink.get(canvas.document) ?? [];
  ink.set(canvas.document, pushed);
  return {
    document: canvas.document,
    get synced() {
      return canvas.synced;
    },
    get late() {
      return canvas.late;
    },
    get full() {
      return canvas.full;
    },
    lateOperations: () => canvas.lateOperations(),
    operations: () => canvas.operations(),
    push(operations) {
      pushed.push(...operations.map((text) => ({ text, at: clock.now() })));
      canvas.push(operations);
    },
  };
}
