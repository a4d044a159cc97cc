import { useTexts } from '../../texts/index.ts';
import { DRAW_TIMES_MS, MAX_PLAYERS, ROUNDS, withPresent, type ChosenSettings } from './settings-form.ts';

type SettingsFormProps = {
  settings: ChosenSettings;
  /** Left out: the settings are shown and cannot be changed. */
  onChange?: ((changed: Partial<ChosenSettings>) => void) | undefined;
};

export function SettingsForm({ settings, onChange }: SettingsFormProps) {
  const texts = useTexts();
  const { rounds, drawTimeMs, maxPlayers, language, mode } = settings;
  const numberRow = (
    label: string,
    choices: readonly number[],
    present: number,
    change: (value: number) => void,
    show: (value: number) => string = String,
  ) => (
    <label className="setting">
      <span>{label}</span>
      <select
        value={present}
        disabled={onChange === undefined}
        onChange={(event) => change(Number(event.target.value))}
      >
        {withPresent(choices, present).map((choice) => (
          <option key={choice} value={choice}>
            {show(choice)}
          </option>
        ))}
      </select>
    </label>
  );

  return (
    <div className="settings">
      {numberRow(texts.settings.rounds, ROUNDS, rounds, (value) => onChange?.({ rounds: value }))}
      {numberRow(
        texts.settings.drawTime,
        DRAW_TIMES_MS,
        drawTimeMs,
        (value) => onChange?.({ drawTimeMs: value }),
        (value) => texts.settings.seconds(value / 1_000),
      )}
      {numberRow(texts.settings.maxPlayers, MAX_PLAYERS, maxPlayers, (value) =>
        onChange?.({ maxPlayers: value }),
      )}
      <label className="setting">
        <span>{texts.settings.language}</span>
        <select
          value={language}
          disabled={onChange === undefined}
          onChange={(event) => onChange?.({ language: event.target.value === 'ko' ? 'ko' : 'en' })}
        >
          <option value="en">{texts.settings.languages.en}</option>
          <option value="ko">{texts.settings.languages.ko}</option>
        </select>
      </label>
      <label className="setting">
        <span>{texts.settings.mode}</span>
        <select
          value={mode}
          disabled={onChange === undefined}
          onChange={(event) => onChange?.({ mode: event.target.value === 'team' ? 'team' : 'classic' })}
        >
          <option value="classic">{texts.settings.modes.classic}</option>
          <option value="team">{texts.settings.modes.team}</option>
        </select>
      </label>
      {SWITCHES.map((name) => (
        <label key={name} className="check setting-wide">
          <input
            type="checkbox"
            checked={settings[name]}
            disabled={onChange === undefined}
            onChange={(event) => onChange?.(switched(name, event.target.checked))}
          />
          {texts.settings[name]}
        </label>
      ))}
    </div>
  );
}

const SWITCHES = ['isPublic', 'allowSpectators', 'cleanChat'] as const;

/** A room that strangers can find starts with clean language. */
const switched = (name: (typeof SWITCHES)[number], on: boolean): Partial<ChosenSettings> =>
  name === 'isPublic' && on ? { isPublic: true, cleanChat: true } : { [name]: on };
