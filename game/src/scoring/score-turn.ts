/** What every right guess earns, however late (SC-1). */
const BASE_POINTS = 100;
/** What a right guess earns on top at the very start; it falls with the square of the time left (SC-1). */
const SPEED_POINTS = 200;
/** What the first right guess of a turn earns on top (SC-2). */
const FIRST_RIGHT_POINTS = 50;
/**
 * What a drawer gets of the guessers' mean, in percent (SC-3).
 *
 * Above 100, a drawing that everyone gets by half time beats guessing late. Below
 * (BASE + SPEED + FIRST_RIGHT) / (BASE + SPEED), a lone guesser always earns more by guessing than the guess gives to
 * the drawer, so with two players nobody gains by keeping silent.
 */
const DRAWER_PERCENT = 110;

/** All that a turn's points depend on. Times are in ms of one clock, the referee's. */
export type TurnToScore = {
  /** How long the turn could last, above 0. */
  readonly drawTimeMs: number;
  /** When drawing began. */
  readonly startedAt: number;
  readonly drawers: readonly string[];
  /** Who could have guessed; the referee leaves out who joined too late. Drawers among them do not count. */
  readonly guessers: readonly string[];
  /** Right guesses in the order in which they were judged. */
  readonly rights: readonly { readonly playerId: string; readonly at: number }[];
};

/**
 * The points of one turn, by player id: an entry for every drawer and guesser, whole numbers from 0 (SC-1 to SC-6).
 *
 * @throws RangeError when `drawTimeMs` is not above 0
 */
export function scoreTurn({
  drawTimeMs,
  startedAt,
  drawers,
  guessers,
  rights,
}: TurnToScore): Record<string, number> {
  if (!(drawTimeMs > 0)) throw new RangeError('drawTimeMs is above 0');

  const drawing = new Set(drawers);
  const guessing = new Set(guessers.filter((playerId) => !drawing.has(playerId)));
  const rightAt = new Map<string, number>();
  // A stable sort: of two guesses in the same millisecond the one judged first stays first.
  for (const { playerId, at } of rights.toSorted((a, b) => a.at - b.at)) {
    if (guessing.has(playerId) && !rightAt.has(playerId)) rightAt.set(playerId, at);
  }

  const points = new Map<string, number>();
  for (const playerId of guessing) points.set(playerId, 0);
  const [first] = rightAt.keys();
  let total = 0;
  for (const [playerId, at] of rightAt) {
    const earned = guessPoints(at - startedAt, drawTimeMs);
    points.set(playerId, playerId === first ? earned + FIRST_RIGHT_POINTS : earned);
    total += earned;
  }

  const drawerPoints = guessing.size === 0 ? 0 : Math.floor((total * DRAWER_PERCENT) / (100 * guessing.size));
  for (const playerId of drawing) points.set(playerId, drawerPoints);
  return Object.fromEntries(points);
}

/** Multiplied out before the one division: every engine then gets the same whole number, as replays need. */
function guessPoints(elapsedMs: number, drawTimeMs: number): number {
  const leftMs = drawTimeMs - Math.min(Math.max(elapsedMs, 0), drawTimeMs);
  return BASE_POINTS + Math.floor((SPEED_POINTS * leftMs * leftMs) / (drawTimeMs * drawTimeMs));
}
