import type * as Y from 'yjs';
import { ROOTS } from './names.ts';
import type {
  Ack,
  ChatMessage,
  Notice,
  PhaseView,
  PlayerView,
  PrivateView,
  ReactionView,
  RoomView,
  WallView,
} from './views.ts';
import { DEFAULT_SETTINGS, isIntent, type Intent } from './intents.ts';

const PLAYER_KEY = 'player/';
const REACTION_KEY = 'reaction/';

/** Key of one player's part of the room document. */
export const playerKey = (playerId: string): string => `${PLAYER_KEY}${playerId}`;

/** Key of what a player has drawn of themselves. */
export const avatarKey = (playerId: string): string => `avatar/${playerId}`;

/** Key of somebody's latest reaction. */
export const reactionKey = (playerId: string): string => `${REACTION_KEY}${playerId}`;

/** Reads the room document, or `undefined` while it is still empty. Players come in the order they joined. */
export function readRoom(doc: Y.Doc): RoomView | undefined {
  const map = doc.getMap(ROOTS.room);
  if (!map.has('phase')) return undefined;
  const players: PlayerView[] = [];
  const reactions: ReactionView[] = [];
  for (const [key, value] of map.entries()) {
    if (key.startsWith(REACTION_KEY)) reactions.push(value as ReactionView);
    if (!key.startsWith(PLAYER_KEY)) continue;
    const player = value as PlayerView;
    const avatar = map.get(avatarKey(player.playerId)) as string | undefined;
    players.push({ ...player, ...(avatar !== undefined && { avatar }) });
  }
  players.sort((a, b) => a.joinedAt - b.joinedAt || (a.playerId < b.playerId ? -1 : 1));
  const part = <K extends keyof RoomView>(key: K): RoomView[K] => map.get(key) as RoomView[K];
  return {
    about: part('about'),
    // A version before may not have known all of them.
    settings: { ...DEFAULT_SETTINGS, ...part('settings') },
    hostId: part('hostId'),
    // Missing in a room that the version before wrote last.
    locked: map.get('locked') === true,
    round: part('round'),
    gameId: part('gameId'),
    phase: completePhase(part('phase')),
    // The document may be from a version that knew no custom words.
    customWords: part('customWords') ?? { count: 0, use: 'off' },
    players,
    spectators: part('spectators') ?? [],
    reactions: reactions.toSorted((a, b) => a.id - b.id),
  };
}

/** The lobby of a version that had no wall shows none. */
function completePhase(phase: PhaseView): PhaseView {
  const stored: { type: string; wall?: WallView } = phase;
  return phase.type === 'lobby' ? { ...phase, wall: stored.wall ?? { canvas: '', slots: {} } } : phase;
}

/** Reads the chat, oldest first. */
export const readChat = (doc: Y.Doc): ChatMessage[] => doc.getArray<ChatMessage>(ROOTS.messages).toArray();

/** Reads one player's private document. */
export function readPrivate(doc: Y.Doc): { view: PrivateView; notices: Notice[]; acks: Ack[] } {
  return {
    view: doc.getMap(ROOTS.view).toJSON() as PrivateView,
    notices: doc.getArray<Notice>(ROOTS.notices).toArray(),
    acks: doc.getArray<Ack>(ROOTS.acks).toArray(),
  };
}

/** Reads an outbox in its author's order. Elements that are no intents cannot be there (the gate), and are left out. */
export const readIntents = (doc: Y.Doc): Intent[] => doc.getArray(ROOTS.intents).toArray().filter(isIntent);

/** Reads a canvas's operations in paint order. */
export const readInk = (doc: Y.Doc): string[] => doc.getArray<string>(ROOTS.ink).toArray();
