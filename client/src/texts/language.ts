import { create } from 'zustand';
import { readStored, writeStored } from '../store/stored.ts';
import { en, type Texts } from './en.ts';
import { ko } from './ko.ts';

export type Language = 'en' | 'ko';

export const languages: Readonly<Record<Language, Texts>> = { en, ko };

const KEY = 'drawguess.language';

function firstLanguage(): Language {
  const chosen = readStored('local', KEY);
  if (chosen === 'en' || chosen === 'ko') return chosen;
  return navigator.language.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}

type LanguageState = { language: Language; setLanguage: (language: Language) => void };

/** The language on screen: chosen once, else the browser's, else English. */
export const useLanguage = create<LanguageState>()((set) => ({
  language: firstLanguage(),
  setLanguage(language) {
    writeStored('local', KEY, language);
    set({ language });
  },
}));

export const useTexts = (): Texts => languages[useLanguage((state) => state.language)];
