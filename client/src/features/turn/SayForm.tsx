import { LIMITS } from '@drawguess/game/limits';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { send, useGame } from '../../store/game.ts';
import { useTexts } from '../../texts/index.ts';
import { Icon } from '../elements/Icon.tsx';

/** A line to guess or talk on, or its place while one is silent. What was refused comes back to be sent again. */
export function SayForm({ prompt, isSilent = false }: { prompt: string; isSilent?: boolean }) {
  const { chat } = useTexts();
  const [text, setText] = useState('');
  const composing = useRef(false);
  const sent = useRef(new Map<string, string>());
  const refused = useGame((game) => game.refused);

  useEffect(() => {
    const lost = refused && sent.current.get(refused.intentId);
    if (lost !== undefined) setText((present) => (present === '' ? lost : present));
  }, [refused]);

  const say = (event: FormEvent): void => {
    event.preventDefault();
    // The Enter that ends a Hangul syllable is not one that sends: the syllable would be cut off or sent twice.
    if (composing.current) return;
    const message = text.trim();
    if (message === '') return;
    const intentId = send({ type: 'say', text: message });
    if (intentId !== undefined) sent.current.set(intentId, message);
    setText('');
  };

  return (
    <form className="say" onSubmit={say} inert={isSilent}>
      <input
        aria-label={prompt}
        placeholder={prompt}
        data-testid="say"
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="send"
        maxLength={LIMITS.maxSayChars}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onCompositionStart={() => (composing.current = true)}
        onCompositionEnd={() => (composing.current = false)}
        onKeyDown={(event) => {
          // Safari ends a composition before the key that ended it; only the key code 229 tells.
          const { isComposing, keyCode } = event.nativeEvent;
          if (event.key === 'Enter' && (isComposing || keyCode === 229)) event.preventDefault();
        }}
      />
      <button type="submit" className="button" aria-label={chat.send}>
        <Icon name="send" />
      </button>
    </form>
  );
}
