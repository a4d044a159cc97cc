import { LIMITS } from '@drawguess/game/limits';
import { pageOf } from './page-of.ts';
import { summarizeTurn } from '../../archive/index.ts';
import type { Moderation, Report, StoredTurn } from '../../ports/index.ts';

/**
 * Reports, bans and hiding over turns in memory.
 *
 * @param purgeRounds deletes at most `limit` rounds of each kind from before a time, and says how many
 */
export function createMemoryModeration(
  turns: Map<string, StoredTurn>,
  purgeRounds: (before: number, limit: number) => number,
): Moderation {
  const reports = new Map<string, Report & { handledAt?: number }>();
  const bans = new Map<string, number>();
  const waiting = () => [...reports.values()].filter(({ handledAt }) => handledAt === undefined);

  const hide = (turn: StoredTurn, hidden: StoredTurn['hidden'] & string, at: number): void => {
    turns.set(turn.id, { ...turn, hidden, canvas: new Uint8Array() });
    for (const report of waiting()) if (report.turnId === turn.id) report.handledAt = at;
  };
  const take = <Key, Value>(
    from: Map<Key, Value>,
    limit: number,
    isOver: (value: Value) => boolean,
  ): number => {
    const over = [...from].filter(([, value]) => isOver(value)).slice(0, limit);
    for (const [key] of over) from.delete(key);
    return over.length;
  };

  return {
    async hideTurn(id, why, at) {
      const turn = turns.get(id);
      if (turn === undefined || turn.hidden !== undefined) return false;
      hide(turn, why, at);
      return true;
    },
    async hideDrawingsOf(playerId, at, limit) {
      const drawn = [...turns.values()].filter(
        ({ hidden, drawers }) =>
          hidden === undefined && drawers.some((drawer) => drawer.playerId === playerId),
      );
      for (const turn of drawn.slice(0, limit)) hide(turn, 'deleted', at);
      return Math.min(drawn.length, limit);
    },
    async saveReport(report) {
      if (waiting().length >= LIMITS.maxOpenReports) return 'full';
      const isKnown = [...reports.values()].some(
        ({ turnId, reporter }) => turnId === report.turnId && reporter === report.reporter,
      );
      if (!isKnown) reports.set(report.id, { ...report });
      return 'saved';
    },
    async listReports(page) {
      const { items, ...cursor } = pageOf(waiting(), ({ at: by, id }) => ({ by, id }), page);
      return {
        reports: items.flatMap(({ id, turnId, reason, text, at }) => {
          const turn = turns.get(turnId);
          return turn === undefined ? [] : [{ id, reason, text, at, turn: summarizeTurn(turn) }];
        }),
        ...cursor,
      };
    },
    async dismissReport(id, at) {
      const report = waiting().find((one) => one.id === id);
      if (report !== undefined) report.handledAt = at;
      return report !== undefined;
    },
    async saveBan(subject, until) {
      bans.set(subject, Math.max(until, bans.get(subject) ?? until));
    },
    async bannedUntil(subjects, now) {
      const ends = subjects.flatMap((subject) => bans.get(subject) ?? []).filter((until) => until > now);
      return ends.length === 0 ? undefined : Math.max(...ends);
    },
    async purge({ before, handledBefore, now, limit }) {
      return (
        purgeRounds(before, limit) +
        take(reports, limit, ({ handledAt }) => handledAt !== undefined && handledAt < handledBefore) +
        take(bans, limit, (until) => until <= now)
      );
    },
  };
}
