import { PACK_EN } from './pack-en.ts';
import { PACK_KO } from './pack-ko.ts';
import type { Word } from './word.ts';

/** The packs that come with the game, by language (WD-1). */
export const WORD_PACKS: Readonly<Record<'en' | 'ko', readonly Word[]>> = { en: PACK_EN, ko: PACK_KO };
