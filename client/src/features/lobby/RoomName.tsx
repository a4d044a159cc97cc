import type { RoomView } from '@drawguess/game/documents';
import { LIMITS } from '@drawguess/game/limits';
import { useState } from 'react';
import { send } from '../../store/game.ts';
import { useTexts } from '../../texts/index.ts';
import { Icon } from '../elements/Icon.tsx';
import { Title } from '../elements/Title.tsx';

/** What the room is called; its host may call it something else. */
export function RoomName({ about, mayRename }: { about: RoomView['about']; mayRename: boolean }) {
  const { lobby, home } = useTexts();
  const [text, setText] = useState<string>();

  if (text !== undefined && mayRename)
    return (
      <form
        className="room-name"
        onSubmit={(event) => {
          event.preventDefault();
          send({ type: 'name', name: text.trim() });
          setText(undefined);
        }}
      >
        <input
          // Who asked to rename it wants to write.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          aria-label={home.roomName}
          placeholder={home.roomNameHint}
          maxLength={LIMITS.maxRoomNameChars}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button">
          {lobby.rename}
        </button>
      </form>
    );
  return (
    <div className="room-name">
      <Title>{about.name || lobby.title}</Title>
      {mayRename && (
        <button
          type="button"
          className="button quiet"
          aria-label={lobby.rename}
          title={lobby.rename}
          onClick={() => setText(about.name)}
        >
          <Icon name="pen" />
        </button>
      )}
    </div>
  );
}
