export { chooseWords } from './choose-words.ts';
export type { WordChoice } from './choose-words.ts';
export { judgeGuess, normalizeGuess } from './guess-matching.ts';
export type { GuessVerdict } from './guess-matching.ts';
export { hintPlan, hintTimes, maskWord } from './hints.ts';
export type { HintStep, Mask } from './hints.ts';
export type { Difficulty, Word } from './word.ts';
export { WORD_PACKS } from './word-packs.ts';
