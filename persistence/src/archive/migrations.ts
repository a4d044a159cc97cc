/**
 * How the archive's tables came about, in plain PostgreSQL. A migration that was released is never changed: what comes
 * later is appended. Version n is the n-th entry.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
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
  // Turns from before there was a choice were scored by the first rules.
  [`ALTER TABLE turns ADD COLUMN scoring integer NOT NULL DEFAULT 1`],
];
