/** Who is alive among processes (SPEC ST-16). Times are of one clock, in ms. */
export type Liveness = {
  /** The process says from now on, all the time, that it lives. */
  begin(processId: string, now: number): void;
  /** The process says nothing any more, for whatever reason. */
  fallSilent(processId: string, now: number): void;
  /** The process has ended in good order. */
  forget(processId: string): void;
  /** All that `by` must take to be alive. */
  aliveTo(by: string, now: number): string[];
};

export function createLiveness(ttlMs: number): Liveness {
  const heard = new Map<string, { since: number; until: number }>();

  const isHeard = (processId: string, now: number): boolean =>
    (heard.get(processId)?.until ?? -Infinity) >= now - ttlMs;

  return {
    begin(processId, now) {
      const since = isHeard(processId, now) ? (heard.get(processId)?.since ?? now) : now;
      heard.set(processId, { since, until: Infinity });
    },
    fallSilent(processId, now) {
      heard.set(processId, { since: heard.get(processId)?.since ?? now, until: now });
    },
    forget: (processId) => void heard.delete(processId),
    aliveTo(by, now) {
      const mayJudge = isHeard(by, now) && (heard.get(by)?.since ?? now) <= now - ttlMs;
      const others = [...heard.keys()].filter((id) => id !== by && (!mayJudge || isHeard(id, now)));
      return [by, ...others];
    },
  };
}
