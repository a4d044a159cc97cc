/** A step from one schema to the next. */
export type Migration = {
  /**
   * The oldest schema whose software works with the tables after this step. Its own number or less: less for a step that
   * only expands, its own for one that takes away what older software needs (SPEC ST-15, docs/DATABASE.md).
   */
  compatibleFrom: number;
  statements: readonly string[];
};

/**
 * How the archive's tables came about, in plain PostgreSQL. A migration that was released is never changed: what comes
 * later is appended. Version n is the n-th entry.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    compatibleFrom: 1,
    statements: [
      // Ids compare byte by byte, as in JavaScript, so that pages break at the same place everywhere.
      `CREATE TABLE games (
        id text COLLATE "C" PRIMARY KEY,
        room_id text NOT NULL,
        language text NOT NULL,
        started_at bigint NOT NULL,
        ended_at bigint NOT NULL,
        turns integer NOT NULL,
        standings jsonb NOT NULL
      )`,
      `CREATE INDEX games_newest ON games (ended_at DESC, id DESC)`,
      `CREATE TABLE turns (
        id text COLLATE "C" PRIMARY KEY,
        game_id text COLLATE "C" NOT NULL,
        room_id text NOT NULL,
        round integer NOT NULL,
        number integer NOT NULL,
        language text NOT NULL,
        word text NOT NULL,
        drawers jsonb NOT NULL,
        guessers jsonb NOT NULL,
        draw_time_ms integer NOT NULL,
        started_at bigint NOT NULL,
        ended_at bigint NOT NULL,
        guesses jsonb NOT NULL,
        points jsonb NOT NULL,
        canvas bytea NOT NULL,
        canvas_hash text NOT NULL,
        operations_in_time integer NOT NULL,
        operations integer NOT NULL,
        rights integer NOT NULL
      )`,
      `CREATE INDEX turns_newest ON turns (ended_at DESC, id DESC)`,
      `CREATE INDEX turns_of_game ON turns (game_id, number)`,
    ],
  },
  {
    compatibleFrom: 2,
    // Turns from before there was a choice were scored by the first rules.
    statements: [`ALTER TABLE turns ADD COLUMN scoring integer NOT NULL DEFAULT 1`],
  },
  {
    compatibleFrom: 3,
    statements: [
      // What was archived before anybody asked is nobody else's business.
      `ALTER TABLE turns ADD COLUMN is_public boolean NOT NULL DEFAULT false`,
      `ALTER TABLE games ADD COLUMN is_public boolean NOT NULL DEFAULT false`,
      `CREATE INDEX turns_public_newest ON turns (ended_at DESC, id DESC) WHERE is_public`,
      `CREATE INDEX games_public_newest ON games (ended_at DESC, id DESC) WHERE is_public`,
      `CREATE INDEX turns_of_game_newest ON turns (game_id, ended_at DESC, id DESC)`,
      `CREATE INDEX turns_drawn_by ON turns ((drawers -> 0 ->> 'nickname'), ended_at DESC, id DESC)`,
      // One row for each player and period: all time (-1), or a week by its first millisecond.
      `CREATE TABLE standings (
        period bigint NOT NULL,
        player_id text COLLATE "C" NOT NULL,
        nickname text NOT NULL,
        games integer NOT NULL,
        wins integer NOT NULL,
        points integer NOT NULL,
        turns integer NOT NULL,
        last_at bigint NOT NULL,
        hundredths_per_turn bigint NOT NULL
        GENERATED ALWAYS AS (CASE WHEN turns = 0 THEN 0 ELSE 100 * points::bigint / turns END) STORED,
        PRIMARY KEY (period, player_id)
      )`,
      `CREATE INDEX standings_best ON standings (period, hundredths_per_turn DESC, player_id DESC)`,
      `CREATE INDEX standings_named ON standings (nickname, last_at DESC, player_id DESC) WHERE period = -1`,
      // One row for all time (-1), and one for each day by its first millisecond.
      `CREATE TABLE totals (
        period bigint PRIMARY KEY,
        turns bigint NOT NULL,
        games bigint NOT NULL,
        guesses bigint NOT NULL,
        rights bigint NOT NULL,
        operations bigint NOT NULL
      )`,
      `INSERT INTO totals (period, turns, games, guesses, rights, operations)
        SELECT period, sum(turns), sum(games), sum(guesses), sum(rights), sum(operations)
        FROM (
        SELECT ended_at, 1 AS turns, 0 AS games, jsonb_array_length(guesses) AS guesses, rights, operations FROM turns
        UNION ALL SELECT ended_at, 0, 1, 0, 0, 0 FROM games
        ) AS played
        CROSS JOIN LATERAL (VALUES (-1::bigint), (ended_at / 86400000 * 86400000)) AS periods (period)
        GROUP BY period`,
    ],
  },
  {
    compatibleFrom: 4,
    statements: [
      // Why the drawing is not shown any more: removed, or deleted. Its canvas is blank then.
      `ALTER TABLE turns ADD COLUMN hidden text`,
      `CREATE INDEX turns_drawers ON turns USING gin (drawers jsonb_path_ops)`,
      `CREATE TABLE reports (
        id text COLLATE "C" PRIMARY KEY,
        turn_id text COLLATE "C" NOT NULL,
        reason text NOT NULL,
        text text NOT NULL,
        at bigint NOT NULL,
        reporter text NOT NULL,
        handled_at bigint,
        UNIQUE (turn_id, reporter)
      )`,
      `CREATE INDEX reports_open ON reports (at DESC, id DESC) WHERE handled_at IS NULL`,
      `CREATE INDEX reports_handled ON reports (handled_at) WHERE handled_at IS NOT NULL`,
      `CREATE TABLE bans (subject text PRIMARY KEY, until bigint NOT NULL)`,
      `CREATE INDEX bans_until ON bans (until)`,
      `CREATE INDEX standings_last ON standings (last_at)`,
    ],
  },
  {
    compatibleFrom: 4,
    statements: [
      // One row: the next client id that nobody was given.
      `CREATE TABLE client_id_blocks (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        next bigint NOT NULL
        )`,
      `INSERT INTO client_id_blocks (next) VALUES (1)`,
    ],
  },
];
