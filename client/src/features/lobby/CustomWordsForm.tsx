import type { RoomView } from '@drawguess/game/documents';
import { LIMITS } from '@drawguess/game/limits';
import {
  FEWEST_CUSTOM_WORDS,
  readCustomWords,
  type CheckedWords,
  type CustomWordUse,
} from '@drawguess/game/words';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import { send } from '../../store/game.ts';
import { useTexts } from '../../texts/index.ts';

const USES: readonly CustomWordUse[] = ['off', 'mixed', 'only'];
/** Problems listed one by one; of more, how many there are. */
const LISTED_PROBLEMS = 5;

/**
 * The host's own words for the room. They go to the referee and to nobody else, so a new host, or a page that was loaded
 * again, has only their number to show.
 */
export function CustomWordsForm({ room: { customWords } }: { room: RoomView }) {
  const { words: texts } = useTexts();
  const id = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<CustomWordUse>();
  const looked = useDeferredValue(text);
  const checked = useMemo(() => readCustomWords(looked), [looked]);
  const given = text.trim() !== '';
  // Who has just typed words wants them played.
  const use = chosen ?? (given && customWords.use === 'off' ? 'mixed' : customWords.use);
  const count = given ? checked.words.length : customWords.count;
  const tooFew = count < FEWEST_CUSTOM_WORDS[use];

  return (
    <form
      className="custom-words"
      onSubmit={(event) => {
        event.preventDefault();
        send({ type: 'words', use, ...(given && { words: readCustomWords(text).words }) });
        setChosen(undefined);
      }}
    >
      <label htmlFor={id}>{texts.label}</label>
      <textarea
        id={id}
        rows={4}
        maxLength={LIMITS.maxCustomWordsText}
        autoComplete="off"
        spellCheck={false}
        value={text}
        aria-describedby={`${id}-hint ${id}-check`}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="reason" id={`${id}-hint`}>
        {texts.hint(LIMITS.maxCustomWords)}
      </p>
      <div id={`${id}-check`} data-testid="words-check">
        <output>{given ? texts.found(checked.words.length) : ''}</output>
        <Problems problems={checked.problems} />
      </div>
      <div className="custom-words-use">
        <select
          value={use}
          aria-label={texts.use}
          onChange={(event) => setChosen(USES.find((one) => one === event.target.value))}
        >
          {USES.map((one) => (
            <option key={one} value={one}>
              {texts.uses[one]}
            </option>
          ))}
        </select>
        <button type="submit" className="button" disabled={tooFew}>
          {texts.save}
        </button>
      </div>
      <p className="reason">{tooFew ? texts.fewest(FEWEST_CUSTOM_WORDS[use]) : ''}</p>
    </form>
  );
}

function Problems({ problems }: Pick<CheckedWords, 'problems'>) {
  const { words: texts } = useTexts();
  const more = problems.length - LISTED_PROBLEMS;
  return (
    <>
      <ul className="custom-words-problems">
        {problems.slice(0, LISTED_PROBLEMS).map(({ text, reason }, index) => (
          // A line can be wrong twice in the same way.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} className="problem">
            {texts.problems[reason](shortened(text))}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="problem">{texts.moreProblems(more)}</p>}
    </>
  );
}

const shortened = (text: string): string => {
  const characters = [...text];
  return characters.length <= LIMITS.maxCustomWordChars
    ? text
    : `${characters.slice(0, LIMITS.maxCustomWordChars).join('')}…`;
};
