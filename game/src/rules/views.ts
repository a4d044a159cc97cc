import type { PhaseView, PlayerView, PrivateView, RoomView, TurnView } from '../documents/index.ts';
import { maskWord } from '../words/index.ts';
import { knowsWord } from './messages.ts';
import { findPlayer, type Phase, type PlayerState, type RoomState, type Turn } from './state.ts';
import { turnCanvas } from './turns.ts';
import { votesAgainst, votesNeeded } from './votes.ts';
import { viewWall } from './wall.ts';

/** What everyone in the room may see, as far as the state holds it. The word appears only once its turn has ended (SPEC GS-7). */
export function viewRoom(state: RoomState): Omit<RoomView, 'reactions'> {
  return {
    about: { roomId: state.roomId, code: state.code, name: state.name },
    settings: state.settings,
    hostId: state.hostId,
    locked: state.locked,
    round: state.game?.round ?? 0,
    gameId: state.game?.gameId ?? '',
    phase: viewPhase(state, state.phase),
    customWords: { count: state.customWords.words.length, use: state.customWords.use },
    players: state.players.map((player) => viewPlayer(state, player)),
    spectators: state.spectators.map(({ playerId, nickname, connected }) => ({
      playerId,
      nickname,
      connected,
    })),
  };
}

function viewPlayer(state: RoomState, player: PlayerState): PlayerView {
  const { playerId, nickname, score, connected, joinedAt, idle } = player;
  const by = votesAgainst(state, playerId);
  return {
    playerId,
    nickname,
    score,
    connected,
    joinedAt,
    ...(idle && { idle }),
    ...(by.length > 0 && { votes: { by: [...by], needed: votesNeeded(state, playerId) } }),
  };
}

function viewPhase(state: RoomState, phase: Phase): PhaseView {
  switch (phase.type) {
    case 'lobby':
      return { type: 'lobby', wall: viewWall(state.roomId, phase.wall) };
    case 'podium':
      return { type: 'podium', standings: phase.standings };
    case 'choosing':
      return { type: 'choosing', drawers: phase.drawers, deadline: phase.deadline };
    case 'drawing':
      return {
        type: 'drawing',
        turn: viewTurn(state, phase.turn),
        startedAt: phase.startedAt,
        deadline: phase.deadline,
        mask: maskWord(phase.word, phase.hints.slice(0, phase.hintsShown).flat()),
        rights: phase.rights.map((right) => right.playerId),
      };
    case 'reveal':
      return {
        type: 'reveal',
        turn: viewTurn(state, phase.turn),
        word: phase.word,
        points: phase.points,
        rights: phase.rights.map((right) => right.playerId),
        deadline: phase.deadline,
        ...(phase.skipped && { skipped: true }),
        canvasState: phase.canvas.state,
        ...(phase.canvas.hash !== '' && { canvasHash: phase.canvas.hash }),
      };
  }
}

const viewTurn = (state: RoomState, turn: Turn): TurnView => ({
  turnId: turn.turnId,
  canvas: turnCanvas(state, turn.turnId),
  number: turn.number,
  drawers: turn.drawers.map(({ playerId, slot, left }) => ({ playerId, slot, ...(left && { left }) })),
});

/** What one player alone may see besides: the words on offer, or the word itself (SPEC GS-7); a spectator nothing (RM-22). */
export function viewPrivate(state: RoomState, playerId: string): PrivateView {
  const { phase } = state;
  if (findPlayer(state, playerId) === undefined) return {};
  if (phase.type === 'choosing' && phase.drawers.includes(playerId)) return { choices: phase.choices };
  if (phase.type === 'drawing' && knowsWord(phase, playerId)) return { word: phase.word };
  return {};
}
