import { disassemble } from 'es-hangul';

/**
 * `right` is the word · `contains` holds the word among other text, so it must not be shown to those still guessing ·
 * `close` is one slip away · `wrong` is anything else.
 */
export type GuessVerdict = 'right' | 'contains' | 'close' | 'wrong';

/** From this many letters on (Korean: jamo), one wrong letter is more likely a slip than another word. */
const MIN_CLOSE_LETTERS = 4;

const NOT_HANGUL = /[^\u1100-\u11ffㄱ-ㆎ가-힣]+/gu;
const LOOSE_JAMO = /[ㄱ-ㅣ]/u;
/** Separators, symbols and what is invisible; Hangul fillers and variation selectors count as letters or marks. */
const NOT_WRITING = /[^\p{L}\p{N}\p{M}]|\p{Default_Ignorable_Code_Point}/gu;
/** Accents of any kind on Latin, and marks stacked on Hangul, which never bears any. Other scripts need theirs. */
const ORNAMENT = /(?<=[\p{Script=Latin}\p{Script=Hangul}])\p{M}+|[\u0300-\u036f\u1dc0-\u1dff\u20d0-\u20f0]/gu;
/** Latin letters that people type without their stroke or ligature and that Unicode does not take apart. */
const PLAIN_LATIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ';
const FINALS = 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';

/**
 * What two guesses must share to be the same (GS-1, GS-2): lower case without regard to locale, without spaces,
 * punctuation, symbols, invisible characters and accents; wide and other compatibility forms made plain; Hangul in
 * whole syllables, jamo that were typed apart left apart. Normalizing twice changes nothing more.
 */
export function normalizeGuess(text: string): string {
  return (
    text
      .normalize('NFC')
      // Compatibility forms would turn typed jamo (ㄱ) into conjoining ones, which glue themselves to neighbours.
      .replace(NOT_HANGUL, (run) => run.normalize('NFKD'))
      // Before separators go, or a lone final consonant would join the syllable ahead of it and change the word.
      .replace(/[\u1100-\u11c2]/gu, conjoiningToTyped)
      .toLowerCase()
      .replace(NOT_WRITING, '')
      .replace(ORNAMENT, '')
      .replace(/\p{Script=Latin}/gu, (letter) => PLAIN_LATIN[letter] ?? letter)
      .normalize('NFC')
  );
}

/**
 * Judges one message against the word (GS-3 to GS-6).
 *
 * @param text what a player wrote, at most 200 characters (the caller's bound: the work grows with its length)
 */
export function judgeGuess(text: string, word: string): GuessVerdict {
  const guess = normalizeGuess(text);
  const answer = normalizeGuess(word);
  if (guess === '' || answer === '') return 'wrong';
  if (guess === answer) return 'right';
  if (guess.includes(answer)) return 'contains';

  const guessLetters = lettersOf(guess);
  const answerLetters = lettersOf(answer);
  if (LOOSE_JAMO.test(guess)) {
    if (guessLetters.join('') === answerLetters.join('')) return 'right';
    if (containsSpelledOut(guess, answerLetters)) return 'contains';
  }
  const isClose = answerLetters.length >= MIN_CLOSE_LETTERS && isOneSlipApart(guessLetters, answerLetters);
  return isClose ? 'close' : 'wrong';
}

/**
 * Whether a wrong guess could have been the word by its length, which everyone sees (GS-16): as many characters, or as
 * many jamo where it was typed in them. Talk seldom is.
 */
export function isAsLongAsWord(text: string, word: string): boolean {
  const guess = normalizeGuess(text);
  const answer = normalizeGuess(word);
  if (LOOSE_JAMO.test(guess)) return lettersOf(guess).length === lettersOf(answer).length;
  return [...guess].length === [...answer].length;
}

/** Hangul as simple jamo (과 → ㄱㅗㅏ), every other character as it is. */
function lettersOf(normalized: string): readonly string[] {
  return [...disassemble(normalized)];
}

/**
 * Whether the word stands in the text with at least one of its jamo typed apart (고ㅁ for 곰). Whole syllables alone
 * do not count: 고마워 holds the jamo ㄱㅗㅁ, yet nobody reads 곰 in it.
 */
function containsSpelledOut(normalized: string, wordLetters: readonly string[]): boolean {
  const spelled = [...normalized].flatMap((char) =>
    lettersOf(char).map((letter) => ({ letter, apart: LOOSE_JAMO.test(char) })),
  );
  return spelled.some((_, start) => {
    const window = spelled.slice(start, start + wordLetters.length);
    return (
      window.some(({ apart }) => apart) &&
      wordLetters.every((letter, index) => letter === window[index]?.letter)
    );
  });
}

/** Whether one letter more, less, other or swapped with its neighbour makes one from the other (Damerau distance 1). */
function isOneSlipApart(a: readonly string[], b: readonly string[]): boolean {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;

  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  if (Math.max(restA.length, restB.length) === 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

/** A conjoining jamo that found no syllable, as the jamo of the keyboard; ancient ones stay. */
function conjoiningToTyped(jamo: string): string {
  const code = jamo.charCodeAt(0);
  return INITIALS[code - 0x1100] ?? VOWELS[code - 0x1161] ?? FINALS[code - 0x11a8] ?? jamo;
}
