/** A token bucket: `perSecond` sustained, `burst` at once. Amounts in whatever unit the caller counts. */
export type RateLimit = { take(amount: number, now: number): boolean };

export function createRateLimit(perSecond: number, burst: number, now: number): RateLimit {
  let left = burst;
  let filledAt = now;
  return {
    take(amount, at) {
      left = Math.min(burst, left + (Math.max(0, at - filledAt) / 1000) * perSecond);
      filledAt = Math.max(filledAt, at);
      if (amount > left) return false;
      left -= amount;
      return true;
    },
  };
}
