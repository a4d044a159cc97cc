import type { DrawingPhase, Phase, PlayerState, RevealPhase, RoomState } from './state.ts';

type Later<Whole, Keys extends keyof Whole> = Omit<Whole, Keys> & Partial<Pick<Whole, Keys>>;

/** A state as the version before may have stored it: without what is new since then. */
type StoredState = Later<Omit<RoomState, 'players' | 'phase'>, 'locked' | 'everPublic' | 'votes' | 'bans'> & {
  players: Later<PlayerState, 'startedVote' | 'hereSince' | 'actedAt' | 'idle' | 'activeSince'>[];
  phase:
    | Exclude<Phase, { type: 'drawing' | 'reveal' }>
    | Later<DrawingPhase, 'inked'>
    | Later<RevealPhase, 'skipped'>;
};

/** Gives a state that was read from a log what the version that wrote it did not have yet. */
export function completeState(state: RoomState): RoomState {
  const stored: StoredState = state;
  return {
    locked: false,
    everPublic: stored.settings.isPublic,
    votes: [],
    bans: [],
    ...stored,
    players: stored.players.map((player) => ({
      startedVote: false,
      hereSince: player.joinedAt,
      actedAt: stored.activeAt,
      idle: false,
      activeSince: player.joinedAt,
      ...player,
    })),
    phase: completePhase(stored.phase),
  };
}

function completePhase(phase: StoredState['phase']): Phase {
  if (phase.type === 'drawing') return { ...phase, inked: phase.inked ?? false };
  return phase.type === 'reveal' ? { ...phase, skipped: phase.skipped ?? false } : phase;
}
