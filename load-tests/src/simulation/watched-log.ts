import { canvasOf, parseDocumentName, slotOf } from '@drawguess/game/documents';
import type { LogEntry, LogRecord } from '@drawguess/game/log';
import { findMember, membersOf, viewRoom, type RoomState } from '@drawguess/game/rules';
import type { MemoryRoomLog } from '@drawguess/persistence/adapters/memory';
import type { RoomLog } from '@drawguess/persistence/ports';
import * as Y from 'yjs';

/** One commit of the referee in the history that stands. `applied` are the intents that it gave their effect. */
export type Commit = { position: number; revision: number; applied: string[] };

/** What the logs of one simulated room have stored, over all crashes. */
export type LogWatch = {
  /** Commits that were not lost again, oldest first. */
  readonly commits: Commit[];
  /** The room as the latest of them left it. */
  readonly state: RoomState | undefined;
  /** Appends of a referee whose lease was over, and updates of those who were not their document's author. */
  readonly problems: string[];
  readonly leases: number;
  /** Hashes of closed canvases that were announced by commits which a power loss took back. */
  readonly lostHashes: ReadonlySet<string>;
  /** The same log, watched. Its `crash` returns a watched log again. */
  watch(log: MemoryRoomLog): MemoryRoomLog;
};

/** @param onState hears of every commit, at once */
export function createLogWatch(onState: (state: RoomState) => void): LogWatch {
  let commits: (Commit & { state: RoomState })[] = [];
  let position = 0;
  let latestEpoch = 0;
  let leases = 0;
  const problems: string[] = [];

  const lostHashes = new Set<string>();
  let announced: { position: number; hash: string }[] = [];
  const owners = new Map<number, string>();
  const epochs = new Set<number>();
  /** Who could ever write to a canvas: what is on its way arrives when it is over. */
  const writers = new Map<string, Set<string>>();

  /** Each document is written by its one kind of author, under ids that were granted to them (DESIGN §2). */
  const checkAuthor = (entry: Extract<LogEntry, { type: 'update' }>): void => {
    const name = parseDocumentName(entry.document);
    for (const client of Y.parseUpdateMeta(entry.update).from.keys()) {
      const owner = owners.get(client);
      const isAuthor =
        name?.kind === 'outbox'
          ? owner === name.playerId
          : name?.kind === 'canvas'
            ? writers.get(entry.document)?.has(owner ?? '') === true
            : epochs.has(client);
      if (!isAuthor)
        problems.push(`${entry.document} was written under id ${client} of ${owner ?? 'nobody'}`);
    }
  };

  const noteWriters = (room: RoomState): void => {
    const { phase } = viewRoom(room);
    const name = canvasOf(phase);
    if (name === undefined) return;
    const known = writers.get(name) ?? new Set();
    writers.set(name, known);
    for (const { playerId } of room.players) if (slotOf(phase, playerId) !== undefined) known.add(playerId);
  };

  const note = (at: number, entries: readonly LogEntry[]): void => {
    // After a power loss positions are given again.
    if (at <= position) forgetFrom(at);
    position = at;
    for (const entry of entries) {
      if (entry.type === 'grant') owners.set(entry.clientId, entry.playerId);
      if (entry.type === 'update') checkAuthor(entry);
    }
    const committed = entries.findLast((entry) => entry.type === 'state');
    if (committed?.type !== 'state') return;
    const { state } = committed;
    commits.push({
      position: at,
      revision: state.revision,
      applied: appliedBetween(commits.at(-1)?.state, state),
      state,
    });
    noteWriters(state);
    const { phase } = state;
    if (phase.type === 'reveal' && phase.canvas.state === 'closed')
      announced.push({ position: at, hash: phase.canvas.hash });
    onState(state);
  };

  const forgetFrom = (at: number): void => {
    for (const { position: announcedAt, hash } of announced) if (announcedAt >= at) lostHashes.add(hash);
    announced = announced.filter((one) => one.position < at);
    commits = commits.filter((commit) => commit.position < at);
  };

  /** Hears of every record as a process that never dies, also of those whose author did not live to hear that it was stored. */
  const follow = (witness: RoomLog, roomId: string): void => {
    witness.subscribe(roomId, {
      onRecord: ({ position: at, entries }) => note(at, entries),
      onDurable: () => undefined,
      onLost(error) {
        follow(witness, roomId);
        witness.read(roomId, 0).then(compare, () => problems.push(String(error)));
      },
    });
  };

  /** Makes up for what a power loss took away. */
  const compare = (records: readonly LogRecord[]): void => {
    const last = records.at(-1)?.position ?? 0;
    if (last < position) {
      forgetFrom(last + 1);
      position = last;
    }
    for (const record of records) if (record.position > position) note(record.position, record.entries);
  };

  const watch = (log: MemoryRoomLog): MemoryRoomLog => ({
    ...log,
    async create(room, entries) {
      await log.create(room, entries);
      note(1, entries);
      follow(log.join(), room.roomId);
    },
    async append(roomId, entries, options) {
      const isStale = options?.epoch !== undefined && options.epoch < latestEpoch;
      const at = await log.append(roomId, entries, options);
      if (isStale)
        problems.push(`an append under lease ${options.epoch} was taken after lease ${latestEpoch}`);
      return at;
    },
    async takeLease(roomId, epoch) {
      await log.takeLease(roomId, epoch);
      if (epoch <= latestEpoch) problems.push(`lease ${epoch} was given after lease ${latestEpoch}`);
      latestEpoch = epoch;
      epochs.add(epoch);
      leases += 1;
    },
    crash(loss) {
      return watch(log.crash(loss));
    },
    join: () => watch(log.join()),
  });

  return {
    get commits() {
      return commits;
    },
    get state() {
      return commits.at(-1)?.state;
    },
    get leases() {
      return leases;
    },
    lostHashes,
    problems,
    watch,
  };
}

/** Ids that stand at the end of a player's `applied` in the later state only: a commit applies one intent at most. */
function appliedBetween(before: RoomState | undefined, after: RoomState): string[] {
  return membersOf(after).flatMap(({ playerId, applied }) => {
    const known = (before && findMember(before, playerId))?.applied ?? [];
    const last = applied.at(-1);
    const isNew = last !== undefined && (applied.length !== known.length || last !== known.at(-1));
    return isNew ? [last] : [];
  });
}
