import { pickOne } from '../../store/chance.ts';
import { lastAvatar, lastNickname } from '../../store/places.ts';
import { useTexts, type Texts } from '../../texts/index.ts';
import { Avatar } from '../elements/Avatar.tsx';
import { Field } from '../elements/Field.tsx';
import { Icon } from '../elements/Icon.tsx';

/** The name that this browser used last, or one to begin with. */
export const firstNickname = (texts: Texts): string => lastNickname() || suggestNickname(texts);

const suggestNickname = ({ nicknames: { manners, animals } }: Texts): string =>
  `${pickOne(manners)} ${pickOne(animals)}`;

type SeatFieldsProps = {
  nickname: string;
  problem: string | undefined;
  onChange: (nickname: string) => void;
};

/** Who sits down: a face and a name, which can be thrown like dice. */
export function SeatFields({ nickname, problem, onChange }: SeatFieldsProps) {
  const texts = useTexts();
  return (
    <div className="seat">
      <div className="seat-face">
        <Avatar name={nickname.trim()} drawn={lastAvatar()} />
      </div>
      <Field
        label={texts.home.nickname}
        placeholder={texts.home.nicknameHint}
        autoComplete="nickname"
        maxLength={40}
        value={nickname}
        problem={problem}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onChange(event.target.value)}
      />
      <button
        type="button"
        className="button seat-dice"
        aria-label={texts.home.otherNickname}
        title={texts.home.otherNickname}
        onClick={() => onChange(suggestNickname(texts))}
      >
        <Icon name="dice" />
      </button>
    </div>
  );
}
