import { useRef } from 'react';
import { leaveRoom, useGame } from '../store/game.ts';
import { useTexts } from '../texts/index.ts';
import { go } from './route.ts';

/** Gives the seat up; within a game it asks first, since the points are lost. */
export function LeaveButton() {
  const { leave } = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const inGame = useGame(({ room }) => room !== undefined && !['lobby', 'podium'].includes(room.phase.type));
  const leaveNow = (): void => {
    leaveRoom();
    go('/');
  };
  return (
    <>
      <button
        type="button"
        className="button quiet"
        onClick={() => (inGame ? dialog.current?.showModal() : leaveNow())}
      >
        {leave.button}
      </button>
      <dialog ref={dialog} className="sheet" aria-labelledby="leave-question">
        <h2 id="leave-question">{leave.question}</h2>
        <p>{leave.consequence}</p>
        <div className="row">
          <button type="button" className="button primary" onClick={() => dialog.current?.close()}>
            {leave.stay}
          </button>
          <button type="button" className="button" onClick={leaveNow}>
            {leave.confirm}
          </button>
        </div>
      </dialog>
    </>
  );
}
