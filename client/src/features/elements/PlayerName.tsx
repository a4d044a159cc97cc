import type { PlayerView, RoomView } from '@drawguess/game/documents';
import { useId, useRef } from 'react';
import { send, useGame } from '../../store/game.ts';
import { toggleMuted, useMuted } from '../../store/muted.ts';
import { useTexts } from '../../texts/index.ts';

/** A player's name; it opens what one can do about them, and who wants them to leave. */
export function PlayerName({ room, player }: { room: RoomView; player: PlayerView }) {
  const { players: texts, watching } = useTexts();
  const myId = useGame((game) => game.place?.playerId ?? '');
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const { playerId, nickname, votes } = player;
  const isMe = playerId === myId;
  const isHost = myId === room.hostId;
  const isMuted = useMuted(({ muted }) => muted.has(playerId));

  const close = (): void => dialog.current?.close();
  const vote = (): void => {
    send({ type: 'kick', playerId });
    close();
  };
  const voteText = (): string => {
    if (votes?.by.includes(myId)) return texts.takeBackVote;
    // A room that the host may have opened to strangers answers with a refusal.
    return isHost && room.phase.type === 'lobby' && !room.settings.isPublic ? texts.remove : texts.voteOut;
  };

  return (
    <>
      <button
        type="button"
        className="player-name"
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        {nickname}
      </button>
      <dialog ref={dialog} className="sheet" aria-labelledby={titleId}>
        <h2 id={titleId}>{nickname}</h2>
        {votes && (
          <p>
            {texts.votes(votes.by.length, votes.needed)}
            <br />
            {texts.votedBy(namesOf(room, votes.by))}
          </p>
        )}
        <div className="row">
          {isMe && (
            <button
              type="button"
              className="button"
              onClick={() => {
                send({ type: 'stand' });
                close();
              }}
            >
              {watching.stand}
            </button>
          )}
          {!isMe && (
            <button
              type="button"
              className="button"
              aria-pressed={isMuted}
              onClick={() => toggleMuted(playerId)}
            >
              {isMuted ? texts.unmute : texts.mute}
            </button>
          )}
          {!isMe && (
            <button type="button" className="button" onClick={vote}>
              {voteText()}
            </button>
          )}
          {!isMe && isHost && player.connected && (
            <button
              type="button"
              className="button"
              onClick={() => {
                send({ type: 'host', playerId });
                close();
              }}
            >
              {texts.makeHost}
            </button>
          )}
          <button type="button" className="button" onClick={close}>
            {texts.close}
          </button>
        </div>
      </dialog>
    </>
  );
}

const namesOf = ({ players }: RoomView, playerIds: readonly string[]): string =>
  players
    .filter(({ playerId }) => playerIds.includes(playerId))
    .map(({ nickname }) => nickname)
    .join(', ');
