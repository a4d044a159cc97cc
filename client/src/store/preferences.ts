import { create } from 'zustand';
import { readStored, writeStored } from './stored.ts';

/** What a person likes, on this browser, with what holds until they say otherwise. */
const DEFAULTS = {
  /** The tools stand on the other side, where a left hand does not cover the canvas. */
  isLeftHanded: false,
  /** The room's code is not shown, for those who show their screen to many. */
  isStreaming: false,
  /** Sounds; off until asked for. */
  hasSound: false,
};

export type Preferences = { [Key in keyof typeof DEFAULTS]: (typeof DEFAULTS)[Key] };

const KEY = 'drawguess.preferences';

function readPreferences(): Preferences {
  const kept = parse(readStored('local', KEY));
  const valid = Object.entries(DEFAULTS).map(([key, value]) => {
    const said = kept[key];
    return [key, typeof said === typeof value ? said : value];
  });
  return Object.fromEntries(valid) as Preferences;
}

function parse(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const kept: unknown = JSON.parse(text ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Written by `setPreference`. */
export const usePreferences = create<Preferences>()(readPreferences);

/** Keeps a preference on this browser. */
export function setPreference<Key extends keyof Preferences>(key: Key, value: Preferences[Key]): void {
  usePreferences.setState({ [key]: value } as Pick<Preferences, Key>);
  writeStored('local', KEY, JSON.stringify(usePreferences.getState()));
}
