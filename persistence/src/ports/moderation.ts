import type { PageOf, TurnSummary } from './listing.ts';

export const REPORT_REASONS = ['offensive', 'personal', 'spam', 'other'] as const;

/** Somebody finds that a drawing should not be shown (SPEC MD-1). */
export type Report = {
  id: string;
  turnId: string;
  reason: (typeof REPORT_REASONS)[number];
  text: string;
  at: number;
  /** Stands for whoever reports, and says nothing of them. */
  reporter: string;
};

/** A report that waits for the operator, with what it is about. */
export type OpenReport = Omit<Report, 'reporter' | 'turnId'> & { turn: TurnSummary };

/** Why a drawing is not shown: the operator removed it, or who drew it deleted it. */
export type Hidden = 'removed' | 'deleted';

/** What keeps the archive fit to be seen (SPEC MD). */
export type Moderation = {
  /** Blanks a turn's canvas for good and takes the turn out of every list. Returns whether it was shown until now. */
  hideTurn(id: string, why: Hidden, at: number): Promise<boolean>;
  /** Hides what a player drew, at most `limit` turns. Returns how many. */
  hideDrawingsOf(playerId: string, at: number, limit: number): Promise<number>;
  /** Keeps a report; one reporter's second about the same turn changes nothing. `full`: too many wait already. */
  saveReport(report: Report): Promise<'saved' | 'full'>;
  /** Reports that wait, newest first; those about a hidden turn have been dealt with. */
  listReports(page: PageOf): Promise<{ reports: OpenReport[]; cursor?: string }>;
  /** Returns whether the report was waiting. */
  dismissReport(id: string, at: number): Promise<boolean>;
  /** @param subject stands for a player or an address, and says nothing of them */
  saveBan(subject: string, until: number): Promise<void>;
  /** The end of the longest ban of any of these subjects that is not over. */
  bannedUntil(subjects: readonly string[], now: number): Promise<number | undefined>;
  /**
   * Deletes what is kept no longer: rounds and standings from before `before`, reports handled before `handledBefore`,
   * bans that are over at `now`. At most `limit` rows of each kind; returns how many rows.
   */
  purge(about: { before: number; handledBefore: number; now: number; limit: number }): Promise<number>;
};
