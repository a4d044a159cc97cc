/** WebSocket close codes (PROTOCOL §6). 4400–4499 are final: a client that gets one does not come back by itself. */
export const CLOSE = {
  malformed: 4400,
  badToken: 4401,
  notYours: 4403,
  noSuchDocument: 4404,
  takenOver: 4409,
  update: 4426,
  restarting: 1012,
  tryLater: 1013,
} as const;

/** Reason of a 4403 for a player whom the others, or the host, have removed (SPEC RM-14). */
export const REMOVED_REASON = 'You were removed from this room.';

export const isFinalClose = (code: number): boolean => code >= 4400 && code <= 4499;
