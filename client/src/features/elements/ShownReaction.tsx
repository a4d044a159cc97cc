import type { RoomView } from '@drawguess/game/documents';
import { useState } from 'react';
import { useGame } from '../../store/game.ts';
import { ReactionIcon } from './ReactionIcon.tsx';

/** A reaction older than this, when it is first seen, is not shown: it belongs to what was. */
const FRESH_MS = 3_000;

/** Somebody's reaction, for a moment, beside their face. */
export function ShownReaction({ room, playerId }: { room: RoomView; playerId: string }) {
  const latest = room.reactions.find((one) => one.playerId === playerId);
  return latest === undefined ? null : <Pop key={latest.id} at={latest.at} reaction={latest.reaction} />;
}

function Pop({ at, reaction }: { at: number; reaction: RoomView['reactions'][number]['reaction'] }) {
  const session = useGame((game) => game.session);
  const [fresh] = useState(() => (session?.serverNow() ?? at) - at < FRESH_MS);
  if (!fresh) return null;
  return (
    <span className="reaction-shown" data-testid="reaction">
      <ReactionIcon reaction={reaction} />
    </span>
  );
}
