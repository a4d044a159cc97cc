import { useEffect, useId, useRef, useState } from 'react';
import { createAvatarPad, type AvatarPad } from '../../canvas/index.ts';
import { browserClock } from '../../store/browser.ts';
import { send } from '../../store/game.ts';
import { keepAvatar } from '../../store/places.ts';
import { useTexts } from '../../texts/index.ts';
import './avatar.css';
import { Blots, Brushes } from './Blots.tsx';
import { Icon } from './Icon.tsx';

/** Enough for a face; the wide brush colours, the fine one draws. */
const COLOURS = [
  'ink',
  'tomato',
  'tangerine',
  'marker',
  'leaf',
  'sky',
  'cobalt',
  'grape',
  'rose',
  'peach',
  'cocoa',
  'paper',
] as const;
const SIZES = [3, 4, 5];
const FIRST = { tool: 'pen', colour: 1, size: 4, isConstrained: false } as const;

/** Lets a player draw their own face; everybody at the table sees it when it is kept. */
export function AvatarDialog({ avatar, onClose }: { avatar: string; onClose: () => void }) {
  const { avatar: texts, tools } = useTexts();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const pad = useRef<AvatarPad>(undefined);
  const [full, setFull] = useState(false);
  const [held, setHeld] = useState<{ tool: 'pen'; colour: number; size: number; isConstrained: boolean }>(
    FIRST,
  );
  const choice = useRef(held);

  useEffect(() => {
    choice.current = held;
  }, [held]);

  useEffect(() => {
    dialog.current?.showModal();
    if (surface.current === null) return;
    const made = createAvatarPad(surface.current, texts.title, avatar, browserClock, {
      choice: () => choice.current,
      fingersDraw: () => true,
      onPen: () => undefined,
      onPick: () => undefined,
      onCursor: () => undefined,
      onFull: () => setFull(true),
    });
    pad.current = made;
    return () => made.close();
    // The pad is made once for each opening.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  const keep = (text: string): void => {
    keepAvatar(text);
    send({ type: 'avatar', avatar: text });
    onClose();
  };

  return (
    <dialog ref={dialog} className="sheet avatar-dialog" aria-labelledby={titleId} onClose={onClose}>
      <h2 id={titleId}>{texts.title}</h2>
      <div className="avatar-pad">
        <div ref={surface} className="canvas" data-drawable="true" data-testid="avatar-pad" />
      </div>
      <Blots colours={COLOURS} chosen={held.colour} onChoose={(colour) => setHeld({ ...held, colour })} />
      <fieldset className="row" aria-label={tools.sizes}>
        <Brushes sizes={SIZES} chosen={held.size} onChoose={(size) => setHeld({ ...held, size })} />
        <button
          type="button"
          className="button small"
          aria-label={tools.undo}
          onClick={() => pad.current?.undo()}
        >
          <Icon name="undo" />
        </button>
        <button
          type="button"
          className="button small"
          aria-label={tools.clear}
          onClick={() => {
            pad.current?.clear();
            setFull(false);
          }}
        >
          <Icon name="clear" />
        </button>
      </fieldset>
      <output className="reason">{full ? texts.full : ''}</output>
      <div className="row">
        <button type="button" className="button primary" onClick={() => keep(pad.current?.text() ?? '')}>
          {texts.keep}
        </button>
        <button type="button" className="button" onClick={() => keep('')}>
          {texts.without}
        </button>
        <button type="button" className="button quiet" onClick={onClose}>
          {texts.cancel}
        </button>
      </div>
    </dialog>
  );
}
