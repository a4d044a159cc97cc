import type { Intent, IntentRefusal } from '../documents/index.ts';
import { LIMITS } from '../limits/index.ts';
import { maskRudeWords } from '../text/index.ts';
import { isAsLongAsWord, judgeGuess, type GuessVerdict } from '../words/index.ts';
import { takeAllowance } from './allowance.ts';
import { notify, say, type Draft } from './commands.ts';
import { drawsIn, type DrawingPhase, type PlayerState } from './state.ts';

type Say = Extract<Intent, { type: 'say' }>;

/** Judges what a player says: chat, a guess, or talk among those who know the word (SPEC GS-8 … GS-15). */
export function hear(draft: Draft, player: PlayerState, intent: Say): IntentRefusal | undefined {
  const text = asShown(draft, intent.text);
  if (!takeAllowance(draft, player)) return 'too-fast';
  const { phase } = draft.state;
  const { playerId, nickname } = player;
  if (phase.type === 'choosing' && phase.drawers.includes(playerId)) return 'drawer-silent';
  if (phase.type !== 'drawing') {
    say(draft, { type: 'said', playerId, nickname, text });
    return undefined;
  }
  if (knowsWord(phase, playerId)) {
    for (const other of draft.state.players) {
      if (knowsWord(phase, other.playerId)) {
        notify(draft, other.playerId, { type: 'solver-said', playerId, nickname, text });
      }
    }
    return undefined;
  }
  guess(draft, phase, player, intent);
  return undefined;
}

/** What others get to read of a message (SPEC GS-17). */
const asShown = ({ state }: Draft, text: string): string =>
  state.settings.cleanChat ? maskRudeWords(text) : text;

/** Who may see the word while it is secret: its drawers, and those who have guessed it (SPEC GS-7). */
export function knowsWord(phase: DrawingPhase, playerId: string): boolean {
  return drawsIn(phase, playerId) || phase.rights.some((right) => right.playerId === playerId);
}

/** What becomes of a message from someone who may guess (SPEC GS-9 … GS-11). */
function guess(draft: Draft, phase: DrawingPhase, player: PlayerState, { id, text }: Say): void {
  const { playerId, nickname } = player;
  const verdict = judgeGuess(text, phase.word);
  draft.events.push({
    type: 'guess',
    turnId: phase.turn.turnId,
    guess: { id, playerId, nickname, text, at: draft.now, verdict },
  });
  countTry(phase, playerId, text, verdict);
  switch (verdict) {
    case 'right':
      phase.rights.push({ playerId, at: draft.now, wrongTries: phase.wrongTries?.[playerId] ?? 0 });
      say(draft, { type: 'guessed', playerId, nickname });
      return;
    case 'contains':
      notify(draft, playerId, { type: 'held-back', text });
      return;
    case 'close':
      notify(draft, playerId, { type: 'close', text });
      say(draft, { type: 'said', playerId, nickname, text: asShown(draft, text) });
      return;
    case 'wrong':
      say(draft, { type: 'said', playerId, nickname, text: asShown(draft, text) });
  }
}

/** SPEC GS-16; of what the archive leaves out (GS-15) nothing counts, so that points can be computed from it again. */
function countTry(phase: DrawingPhase, playerId: string, text: string, verdict: GuessVerdict): void {
  const { judged = 0, wrongTries = {} } = phase;
  phase.judged = judged + 1;
  if (verdict !== 'wrong' || judged >= LIMITS.maxTurnGuesses || !isAsLongAsWord(text, phase.word)) return;
  phase.wrongTries = { ...wrongTries, [playerId]: (wrongTries[playerId] ?? 0) + 1 };
}
