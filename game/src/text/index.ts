export { holdsRudeWord, maskRudeWords } from './clean-language.ts';
export { plainText, readRoomName } from './plain-text.ts';
