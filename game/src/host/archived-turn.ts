import * as Y from 'yjs';
import type { ArchivedTurn, JudgedGuess } from '../archive/index.ts';
import { LIMITS } from '../limits/index.ts';
import { findMember, type GameState, type RevealPhase, type RoomState } from '../rules/index.ts';

/** What is known of a turn beyond the state when its canvas closes. */
export type ClosedCanvas = {
  doc: Y.Doc;
  hash: string;
  operations: number;
  operationsInTime: number;
  /** Oldest first. */
  judged: readonly JudgedGuess[];
};

/** A turn as the archive keeps it (SPEC ST-6). */
export function archivedTurn(
  state: RoomState,
  game: GameState,
  phase: RevealPhase,
  { doc, hash, operations, operationsInTime, judged }: ClosedCanvas,
): ArchivedTurn {
  const { turn } = phase;
  const nickname = (playerId: string): string =>
    (findMember(state, playerId) ?? judged.find((guess) => guess.playerId === playerId))?.nickname ?? '';
  return {
    kind: 'turn',
    id: turn.turnId,
    gameId: game.gameId,
    roomId: state.roomId,
    round: game.round,
    number: turn.number,
    language: state.settings.language,
    word: phase.word,
    drawers: turn.drawers.map(({ playerId, nickname: name, slot }) => ({ playerId, nickname: name, slot })),
    guessers: phase.guessers.map((playerId) => ({ playerId, nickname: nickname(playerId) })),
    drawTimeMs: state.settings.drawTimeMs,
    startedAt: phase.startedAt,
    endedAt: phase.endedAt,
    guesses: judged.filter(({ verdict }, index) => verdict === 'right' || index < LIMITS.maxTurnGuesses),
    points: phase.points,
    ...(phase.scoring !== undefined && { scoring: phase.scoring }),
    canvas: Y.encodeStateAsUpdate(doc),
    canvasHash: hash,
    operationsInTime,
    operations,
    ...(state.settings.isPublic && { isPublic: true }),
  };
}
