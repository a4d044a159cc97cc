import * as Type from 'typebox';
import type { Static } from 'typebox';
import * as Value from 'typebox/value';
import { LIMITS } from '../limits/index.ts';

/** The bounds of every setting (SPEC RM-4); defaults are in `DEFAULT_SETTINGS`. */
export const Settings = Type.Object(
  {
    rounds: Type.Integer({ minimum: 1, maximum: 10 }),
    drawTimeMs: Type.Integer({ minimum: 10_000, maximum: 240_000 }),
    chooseTimeMs: Type.Integer({ minimum: 5_000, maximum: 30_000 }),
    /** At least the canvas's closing time plus a second, so that a canvas is closed before the next turn. */
    revealTimeMs: Type.Integer({ minimum: 6_000, maximum: 20_000 }),
    maxPlayers: Type.Integer({ minimum: 2, maximum: LIMITS.maxPlayers }),
    language: Type.Union([Type.Literal('en'), Type.Literal('ko')]),
    isPublic: Type.Boolean(),
    /** Whether anybody new may watch (SPEC RM-21). */
    allowSpectators: Type.Boolean(),
    /** Whether rude words in the chat are masked (SPEC GS-17). */
    cleanChat: Type.Boolean(),
    /** `team`: two draw each word together (SPEC TN-16). */
    mode: Type.Union([Type.Literal('classic'), Type.Literal('team')]),
  },
  { additionalProperties: false },
);
export type Settings = Static<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = {
  rounds: 3,
  drawTimeMs: 80_000,
  chooseTimeMs: 15_000,
  revealTimeMs: 8_000,
  maxPlayers: 8,
  language: 'en',
  isPublic: false,
  allowSpectators: true,
  cleanChat: false,
  mode: 'classic',
};

const id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
const closed = { additionalProperties: false };
/** A player's id; that they are in the room is judged with the intent. */
const playerId = Type.String({ pattern: '^[0-9A-Za-z]{1,32}$' });

/** All that can be said without words (SPEC RM-25). */
export const Reaction = Type.Union([
  Type.Literal('heart'),
  Type.Literal('laugh'),
  Type.Literal('wow'),
  Type.Literal('clap'),
  Type.Literal('think'),
  Type.Literal('fire'),
]);
export type Reaction = Static<typeof Reaction>;

/** What a player asks for (DESIGN §2): one element of their outbox, with a UUID of its own. */
export const Intent = Type.Union([
  Type.Object(
    { id, type: Type.Literal('say'), text: Type.String({ minLength: 1, maxLength: LIMITS.maxSayChars }) },
    closed,
  ),
  Type.Object({ id, type: Type.Literal('choose'), choice: Type.Integer({ minimum: 0, maximum: 9 }) }, closed),
  Type.Object({ id, type: Type.Literal('start') }, closed),
  Type.Object({ id, type: Type.Literal('settings'), settings: Type.Partial(Settings, closed) }, closed),
  Type.Object(
    {
      id,
      type: Type.Literal('words'),
      use: Type.Union([Type.Literal('off'), Type.Literal('mixed'), Type.Literal('only')]),
      /** Left out: those that the room has stay, which only their author could send again. */
      words: Type.Optional(
        Type.Array(Type.String({ maxLength: LIMITS.maxCustomWordChars }), {
          maxItems: LIMITS.maxCustomWords,
        }),
      ),
    },
    closed,
  ),
  Type.Object({ id, type: Type.Literal('again') }, closed),
  Type.Object({ id, type: Type.Literal('leave') }, closed),
  /** A spectator takes a seat among the players; a player gives theirs up and watches (SPEC RM-23). */
  Type.Object({ id, type: Type.Literal('sit') }, closed),
  Type.Object({ id, type: Type.Literal('stand') }, closed),
  Type.Object({ id, type: Type.Literal('react'), reaction: Reaction }, closed),
  /** The host calls the room something else, in its lobby (SPEC RM-26). */
  Type.Object(
    { id, type: Type.Literal('name'), name: Type.String({ maxLength: 4 * LIMITS.maxRoomNameChars }) },
    closed,
  ),
  /** A vote that somebody leave the room; asked again, it is taken back (SPEC RM-12). */
  Type.Object({ id, type: Type.Literal('kick'), playerId }, closed),
  /** The host hands the role over (SPEC RM-15). */
  Type.Object({ id, type: Type.Literal('host'), playerId }, closed),
  /** I am still there (SPEC TN-15). */
  Type.Object({ id, type: Type.Literal('here') }, closed),
  /** The player's picture, as `isAvatar` reads it; empty: none (SPEC RM-20). */
  Type.Object(
    { id, type: Type.Literal('avatar'), avatar: Type.String({ maxLength: LIMITS.maxAvatarChars }) },
    closed,
  ),
  /** The host puts up a fresh doodle wall (SPEC RM-19). */
  Type.Object({ id, type: Type.Literal('wall') }, closed),
  Type.Object({ id, type: Type.Literal('lock'), locked: Type.Boolean() }, closed),
]);
export type Intent = Static<typeof Intent>;

/** An intent before it has an id: what the interface hands to the session layer. */
export type IntentBody = Intent extends infer One ? (One extends Intent ? Omit<One, 'id'> : never) : never;

/** Whether an outbox element is an intent. Never throws. */
export function isIntent(value: unknown): value is Intent {
  return Value.Check(Intent, value);
}
