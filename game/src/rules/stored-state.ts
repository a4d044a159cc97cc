import { DEFAULT_SETTINGS, type Settings } from '../documents/index.ts';
import type { DrawingPhase, GameState, Phase, PlayerState, RevealPhase, RoomState, Wall } from './state.ts';
import { putUpWall } from './wall.ts';

type Later<Whole, Keys extends keyof Whole> = Omit<Whole, Keys> & Partial<Pick<Whole, Keys>>;

/** A state as the version before may have stored it: without what is new since then. */
type StoredState = Later<
  Omit<RoomState, 'players' | 'phase' | 'game' | 'settings'>,
  'spectators' | 'locked' | 'everPublic' | 'votes' | 'bans'
> & {
  settings: Later<Settings, 'mode' | 'allowSpectators' | 'cleanChat'>;
  game: Later<GameState, 'drawn'> | null;
  players: Later<PlayerState, 'startedVote' | 'hereSince' | 'actedAt' | 'idle' | 'activeSince'>[];
  phase:
    | Exclude<Phase, { type: 'lobby' | 'choosing' | 'drawing' | 'reveal' }>
    | (Later<Extract<Phase, { type: 'choosing' }>, 'drawers'> & { drawerId?: string })
    | Later<Extract<Phase, { type: 'lobby' }>, 'wall'>
    | Later<DrawingPhase, 'inked'>
    | Later<RevealPhase, 'skipped'>;
};

/** Gives a state that was read from a log what the version that wrote it did not have yet. */
export function completeState(state: RoomState): RoomState {
  const stored: StoredState = state;
  const random = { random: stored.random, players: state.players };
  const phase = completePhase(stored.phase, () => putUpWall(random));
  return {
    spectators: [],
    locked: false,
    everPublic: stored.settings.isPublic,
    votes: [],
    bans: [],
    ...stored,
    settings: { ...DEFAULT_SETTINGS, ...stored.settings },
    game: stored.game && { drawn: {}, ...stored.game },
    players: stored.players.map((player) => ({
      startedVote: false,
      hereSince: player.joinedAt,
      actedAt: stored.activeAt,
      idle: false,
      activeSince: player.joinedAt,
      ...player,
    })),
    random: random.random,
    phase,
  };
}

function completePhase(phase: StoredState['phase'], putUp: () => Wall): Phase {
  if (phase.type === 'lobby') return { type: 'lobby', wall: phase.wall ?? putUp() };
  if (phase.type === 'choosing') {
    const { drawerId, ...rest } = phase;
    return { ...rest, drawers: phase.drawers ?? (drawerId === undefined ? [] : [drawerId]) };
  }
  if (phase.type === 'drawing') return { ...phase, inked: phase.inked ?? false };
  return phase.type === 'reveal' ? { ...phase, skipped: phase.skipped ?? false } : phase;
}
