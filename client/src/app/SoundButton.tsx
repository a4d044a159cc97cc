import { Icon } from '../features/elements/Icon.tsx';
import { useSounds } from '../sound/use-sounds.ts';
import { setPreference, usePreferences } from '../store/preferences.ts';
import { useTexts } from '../texts/index.ts';

/** Turns sounds and vibration on and off. */
export function SoundButton() {
  const { sound } = useTexts();
  const isOn = usePreferences((preferences) => preferences.hasSound);
  useSounds();
  return (
    <button
      type="button"
      className="button quiet"
      aria-pressed={isOn}
      aria-label={sound.label}
      title={isOn ? sound.off : sound.on}
      onClick={() => setPreference('hasSound', !isOn)}
    >
      <Icon name={isOn ? 'sound' : 'mute'} />
    </button>
  );
}
