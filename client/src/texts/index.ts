export { languages, useLanguage, useTexts, type Language } from './language.ts';
export type { Texts } from './en.ts';
