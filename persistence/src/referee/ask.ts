import type { Clock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';
import type { AskRefusal, LogRecord } from '@drawguess/game/log';
import type { JoinCommand, RoomState } from '@drawguess/game/rules';
import { followRoom } from '../log/index.ts';
import type { RoomLog } from '../ports/index.ts';

/** The state that holds the effect, or why there is none; `unanswered`: no referee was there in time. */
export type Answer = { state: RoomState } | { refusal: AskRefusal | 'unanswered' };

/**
 * Asks the room's referee, at whichever process, to perform a command, and waits for its answer: `LIMITS.answerMs` at most
 * (SPEC ST-17).
 *
 * @param id names the question among all that are ever asked in the room
 * @throws NoSuchRoomError, or what the log threw: then it is not known whether the command had its effect
 */
export async function askReferee(
  { log, clock }: { log: RoomLog; clock: Clock },
  roomId: string,
  id: string,
  command: JoinCommand,
): Promise<Answer> {
  const askedAt = clock.now();
  const asked = await log.append(roomId, [{ type: 'ask', id, until: askedAt + LIMITS.askMs, command }]);
  const follower = await followRoom(log, roomId, asked);
  return new Promise((resolve, reject) => {
    const cancel = clock.after(askedAt + LIMITS.answerMs - clock.now(), () => end({ refusal: 'unanswered' }));
    const end = (answer: Answer): void => {
      cancel();
      follower.close();
      resolve(answer);
    };
    const look = (record: LogRecord): void => {
      const answer = answerIn(record, id);
      if (answer !== undefined) end(answer);
    };
    for (const record of follower.records) look(record);
    follower.start({
      onRecord: look,
      onError(error) {
        cancel();
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    });
  });
}

/** An answer without a refusal stands beside the state that holds the effect, also in what a compaction left. */
function answerIn({ entries }: LogRecord, id: string): Answer | undefined {
  const answer = entries.find((entry) => entry.type === 'answer' && entry.id === id);
  if (answer?.type !== 'answer') return undefined;
  if (answer.refusal !== undefined) return { refusal: answer.refusal };
  const committed = entries.findLast((entry) => entry.type === 'state');
  return committed?.type === 'state' ? { state: committed.state } : undefined;
}
