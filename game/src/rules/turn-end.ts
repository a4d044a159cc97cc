import {
  remainingDrawers,
  findPlayer,
  type DrawingPhase,
  type PlayerState,
  type RoomState,
} from './state.ts';

/** Who is cut off is waited for this long: a guesser before a turn ends without them, a drawer, the next one to draw. */
export const CUT_GRACE_MS = 30_000;
/** A drawer who is there and neither chose a word nor draws is waited for this long (SPEC TN-14). */
export const SLEEPING_DRAWER_MS = 20_000;

/** When a turn ends as things are, and whether it is skipped then: shown, but without points for anybody. */
export function turnEnd(state: RoomState, phase: DrawingPhase): { at: number; skipped: boolean } {
  const ends = [
    { at: phase.deadline, skipped: false },
    { at: allGuessedAt(state, phase), skipped: false },
    { at: drawerMissedAt(state, phase), skipped: !phase.inked },
  ];
  return ends.reduce((first, end) => (end.at < first.at ? end : first));
}

/**
 * SPEC TN-6: once somebody has guessed right, and every guesser who is in the room and has not is away, as soon as
 * the last of their graces is over. Idle players are no guessers (TN-15). `Infinity` while somebody can still guess.
 */
function allGuessedAt(state: RoomState, { guessers, rights, startedAt }: DrawingPhase): number {
  if (rights.length === 0) return Infinity;
  const waitedFor = state.players.filter(
    ({ playerId }) => guessers.includes(playerId) && !rights.some((right) => right.playerId === playerId),
  );
  if (waitedFor.some((player) => player.connected)) return Infinity;
  return Math.max(startedAt, ...waitedFor.map(graceEnds));
}

/**
 * SPEC TN-14: when no drawer is waited for any longer, because they were cut off, or are there and do nothing. `Infinity`
 * while one draws or may yet begin.
 */
function drawerMissedAt(state: RoomState, phase: DrawingPhase): number {
  const waits = remainingDrawers(state, phase).map((drawer) => waitsFor(drawer, phase));
  return Math.max(phase.startedAt, ...waits);
}

function waitsFor(drawer: PlayerState, { startedAt, inked }: DrawingPhase): number {
  if (!drawer.connected) return graceEnds(drawer);
  if (inked || drawer.actedAt >= startedAt) return Infinity;
  return Math.max(startedAt, drawer.hereSince) + SLEEPING_DRAWER_MS;
}

const graceEnds = (player: PlayerState): number => player.awayAt + CUT_GRACE_MS;

/**
 * SPEC TN-11: who came in the second half of the draw time, was away all the time or has left the room takes nothing from
 * the drawer's points, unless they guessed right.
 */
export function countsAsGuesser(state: RoomState, phase: DrawingPhase, playerId: string): boolean {
  if (phase.rights.some((right) => right.playerId === playerId)) return true;
  const player = findPlayer(state, playerId);
  if (player === undefined) return false;
  const wasThere = player.connected || player.awayAt > phase.startedAt;
  return wasThere && player.activeSince <= phase.startedAt + state.settings.drawTimeMs / 2;
}
