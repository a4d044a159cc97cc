import { useEffect } from 'react';
import { useGame, type Game } from '../store/game.ts';
import { usePreferences } from '../store/preferences.ts';
import { createSounds, type Sounds } from './sounds.ts';

/** Ink is heard this often at most. */
const PENCIL_MS = 70;
const LAST_SECONDS_MS = 10_000;
const LOOK_MS = 250;
const BUZZ_MS = 30;

/** Lets the room be heard, and a right guess felt, for those who want that. */
export function useSounds(): void {
  const wanted = usePreferences((preferences) => preferences.hasSound);
  const session = useGame((game) => game.session);
  useEffect(() => {
    if (!wanted || session === undefined || typeof AudioContext !== 'function') return;
    const sounds = createSounds();
    const endHearing = useGame.subscribe((game, before) => hear(sounds, game, before));
    const endTicks = tickAtTheEnd(sounds);
    let lastPencilAt = 0;
    const endInk = session.subscribe((event) => {
      if (event.type !== 'ink' || event.change.type !== 'appended') return;
      const now = performance.now();
      if (now - lastPencilAt < PENCIL_MS) return;
      lastPencilAt = now;
      sounds.pencil();
    });
    return () => {
      endHearing();
      endTicks();
      endInk();
      void sounds.close();
    };
  }, [wanted, session]);
}

/** What is new in the chat and among the notices. */
function hear(sounds: Sounds, game: Game, before: Game): void {
  const known = before.chat.at(-1)?.id;
  // The first messages are those from before one came.
  if (known !== undefined && game.chat !== before.chat) {
    for (const message of game.chat.filter(({ id }) => id > known)) {
      if (message.type === 'joined') sounds.pop();
      if (message.type !== 'guessed') continue;
      const own = message.playerId === game.place?.playerId;
      sounds.chime(own);
      if (own) navigator.vibrate?.(BUZZ_MS);
    }
  }
  const notice = game.notices.at(-1);
  const isNew = notice !== undefined && notice.id > (before.notices.at(-1)?.id ?? Infinity);
  if (isNew && notice.type === 'close') sounds.thud();
}

function tickAtTheEnd(sounds: Sounds): () => void {
  let lastSecond: number | undefined;
  const timer = setInterval(() => {
    const { room, session } = useGame.getState();
    if (room?.phase.type !== 'drawing' || session === undefined) return;
    const leftMs = room.phase.deadline - session.serverNow();
    const second = Math.ceil(leftMs / 1_000);
    if (leftMs <= 0 || leftMs > LAST_SECONDS_MS || second === lastSecond) return;
    lastSecond = second;
    sounds.tick();
  }, LOOK_MS);
  return () => clearInterval(timer);
}
