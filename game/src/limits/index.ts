/**
 * Every bound of the system in one place (SPEC SY-9). Sizes are bytes, rates are per second, times milliseconds.
 * A bound that a player can meet in honest use is reported to them; the rest are there for the hostile.
 */
export const LIMITS = {
  /** One WebSocket frame from a client. A larger one ends the connection unread; it leaves room for updates that are too large. */
  maxFrameBytes: 512 * 1024,
  /** One Yjs update: room for all that a drawer can have drawn in a turn while cut off. A larger one is refused. */
  maxUpdateBytes: 250 * 1024,
  /** Text of one say intent, in UTF-16 units. */
  maxSayChars: 200,
  maxNicknameChars: 20,
  maxRoomNameChars: 40,
  maxPlayers: 16,
  maxSpectators: 32,
  /** Removed players whom a room remembers; the oldest are forgotten first. */
  maxBans: 64,
  /** Intents that a player has not yet had acknowledged. */
  maxOutboxIntents: 128,
  /** As many of them does one with custom words count for, which is larger than all others. */
  wordsIntentElements: 16,
  /** A room's custom words, and the letters, digits and other characters (code points) of one; a Hangul syllable is enough. */
  maxCustomWords: 300,
  minCustomWordLetters: 2,
  maxCustomWordChars: 30,
  /** Text that a host may paste as custom words, in UTF-16 units: room for the most and longest. */
  maxCustomWordsText: 20_000,
  /** Acknowledged intent ids that the referee remembers for each player; twice the outbox, so no live intent is forgotten. */
  maxAppliedIntents: 256,
  maxCanvasElements: 20_000,
  /** Characters on a canvas; a fill counts as many, since whoever shows the picture works as long on it as on those. */
  maxCanvasCost: 1_000_000,
  fillCost: 4_000,
  /** A drawn avatar: its characters, and what it costs to paint, four fills included. */
  maxAvatarChars: 1_500,
  maxAvatarCost: 17_500,
  /** Messages kept in the chat document; older ones are in the archive. */
  maxChatMessages: 100,
  maxNotices: 50,
  /** Judged guesses kept of one turn. */
  maxTurnGuesses: 2_000,
  /** Client ids that one page load may use up by resets. */
  maxResetsPerSession: 50,
  /** Sustained updates and bytes that one session may send, with bursts of ten times as much. */
  maxUpdatesPerSecond: 100,
  maxUpdateBytesPerSecond: 64 * 1024,
  maxOpenChannels: 16,
  /** Bytes waiting in a socket before the server stops sending to it, and before it gives it up. */
  pauseBufferedBytes: 256 * 1024,
  closeBufferedBytes: 2 * 1024 * 1024,
  /** A reader that has been paused for longer is closed with 1013. */
  maxPausedMs: 20_000,
  helloTimeoutMs: 5_000,
  heartbeatMs: 1_000,
  /** Silence after which either side takes the connection for dead. */
  silenceMs: 4_000,
  /** A stock y-websocket provider gives up after 30 s of silence; it is sent something this often. */
  stockKeepAliveMs: 15_000,
  /** Canvas ink is shown at once and logged in batches of this length. */
  canvasLogMs: 150,
  /** Ink that another process has published and not logged for so long is logged by who has it. */
  maxUnloggedMs: 2_000,
  /** The drawer sends on the leading edge, then this often. */
  inkFlushMs: 33,
  /** A stored record counts as durable when it was synced to disk and is at least this old. */
  durableAfterMs: 2_000,
  /** A player is shown as away after being without a connection for this long. */
  presenceGraceMs: 2_000,
  /**
   * A process that ends closes its sessions spread over this time, so that they do not all come back at the same moment;
   * shorter than the grace above, so that nobody is shown as away meanwhile.
   */
  drainSpreadMs: 1_500,
  /**
   * A process that shares the log says this often that it lives; one that was not heard of for `processTtlMs` counts as
   * dead. Both are short enough for another to take its rooms over within 3 s.
   */
  processAnnounceMs: 500,
  processTtlMs: 1_500,
  /**
   * What was asked of a room's referee has its effect within this time or never: longer than another one needs to take
   * over. Who has asked waits a little longer, since the answer may be on its way.
   */
  askMs: 5_000,
  answerMs: 6_000,
  /** A room without sessions leaves memory after this long. */
  unloadAfterMs: 30_000,
  /** A room that nobody has touched for this long is deleted. */
  roomTimeToLiveMs: 6 * 60 * 60 * 1000,
  /**
   * A log that several processes share forgets a room to which nobody has appended for this long: its referees are gone
   * for ever. Long enough for an archive to come back, since what waits for it is in the log until then.
   */
  logTimeToLiveMs: 7 * 24 * 60 * 60 * 1000,
  /** A game counts for the leaderboard when so many players scored in it, and a player from so many such games on. */
  leaderboardMinPlayers: 3,
  leaderboardMinGames: 2,
  /** Players of one name whose statistics are shown, those who played last. */
  maxPlayersNamed: 20,
  /** Days of which the archive tells what was played on each. */
  maxTotalDays: 30,
  /** Reports that wait for the operator; what a reporter may write, in UTF-16 units. */
  maxOpenReports: 1_000,
  maxReportChars: 500,
  /** A ban lasts so many days at most. */
  maxBanDays: 365,
  /** Session tokens by which one request deletes drawings, and drawings of one player that it deletes. */
  maxDeleteTokens: 50,
  maxDeletedTurns: 1_000,
  /** Rounds and standings are kept for 180 days after they ended, handled reports for 90 after that. */
  archiveKeptMs: 180 * 24 * 60 * 60 * 1000,
  reportsKeptMs: 90 * 24 * 60 * 60 * 1000,
  /** What is kept no longer is looked for this often, and deleted in batches with pauses between. */
  purgeEveryMs: 60 * 60 * 1000,
  purgePauseMs: 500,
  maxPurgedRows: 100,
  /** The service takes a sample of itself this often, and keeps 5 minutes of them. */
  statusSampleMs: 5_000,
  maxStatusSamples: 60,
  /** Compressed pictures of archived drawings that the server keeps at hand. */
  maxRenderedBytes: 16 * 1024 * 1024,
} as const;
