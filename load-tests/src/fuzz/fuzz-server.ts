import type { Refusal } from '@drawguess/game/channel';
import type { Clock } from '@drawguess/game/clock';
import type { Word } from '@drawguess/game/words';
import {
  createMemoryArchive,
  createMemoryClientIds,
  createMemoryRoomLog,
} from '@drawguess/persistence/adapters/memory';
import { createClientIdPool } from '@drawguess/persistence/client-ids';
import type { RoomLog } from '@drawguess/persistence/ports';
import { createReferee, type Referee } from '@drawguess/persistence/referee';
import { createTokens, type Tokens } from '@drawguess/persistence/tokens';
import { createHub, type Hub } from '@drawguess/sync-server/hub';
import type { RandomSource } from '../simulation/random-source.ts';

/** Both services in one process on adapters in memory, with everything that they refuse and every error at hand. */
export type FuzzServer = {
  hub: Hub;
  referee: Referee;
  log: RoomLog;
  tokens: Tokens;
  /** Every refusal, oldest first, in the moment when it happens. */
  refusals: Refusal[];
  /** What the server would have logged as an error: there must be none. */
  errors: unknown[];
  /** A client id for tickets, as the HTTP route grants it. */
  grantTicketId(roomId: string, playerId: string): Promise<number>;
  close(): Promise<void>;
};

/** Drawing time matters here, words do not: letters that nobody types by chance. */
const WORDS: Word[] = Array.from({ length: 24 }, (_, index) => ({
  text: `qx${String.fromCharCode(97 + index)}zvjw`,
  difficulty: 1,
  category: 'fuzz',
}));

/** @param random is drawn from by the referee alone, so that hostile frames cannot shift what it draws */
export function startFuzzServer(clock: Clock, random: RandomSource): FuzzServer {
  const refusals: Refusal[] = [];
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const log = createMemoryRoomLog({ clock, onListenerError: onError });
  const pool = createClientIdPool(createMemoryClientIds(), 20);
  const tokens = createTokens('a secret for fuzzing only');
  const shared = { log, clock, nextClientId: () => pool.next(), onError };
  const referee = createReferee({
    ...shared,
    archive: createMemoryArchive(),
    randomBytes: (count) => Uint8Array.from({ length: count }, () => random.below(256)),
    hashCanvas: (operations) => operations.join(' '),
    words: WORDS,
  });
  const hub = createHub({ ...shared, tokens, onRefused: (refusal) => refusals.push(refusal) });
  return {
    hub,
    referee,
    log,
    tokens,
    refusals,
    errors,
    async grantTicketId(roomId, playerId) {
      const clientId = await pool.next();
      await log.append(roomId, [{ type: 'grant', clientId, playerId }]);
      return clientId;
    },
    async close() {
      await hub.close();
      await referee.close();
    },
  };
}
