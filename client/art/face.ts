import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import { displayText } from '../src/texts/display-text.ts';
import { en } from '../src/texts/en.ts';
import { ko } from '../src/texts/ko.ts';

/** Cuts the display face down to what titles use: `npm run face`. Jua, by the BM JUA Project Authors, SIL OFL 1.1. */

const MAX_BYTES = 30_000;
const ASCII = String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index));

const glyphs = [...new Set(`${ASCII}…·’“”–→×${displayText(en)}${displayText(ko)}`)].toSorted().join('');
const source = createRequire(import.meta.url).resolve('@fontsource/jua/files/jua-korean-400-normal.woff2');
const face = await subsetFont(await readFile(source), glyphs, {
  targetFormat: 'woff2',
  noHinting: true,
  noLayoutClosure: true,
});
if (face.length > MAX_BYTES)
  throw new Error(`${glyphs.length} glyphs make ${face.length} bytes; ${MAX_BYTES} are allowed.`);

const inStyle = (name: string): string =>
  fileURLToPath(new URL(`../src/style/face/${name}`, import.meta.url));
await writeFile(inStyle('display.woff2'), face);
await writeFile(
  fileURLToPath(new URL('../src/texts/display-glyphs.ts', import.meta.url)),
  `// Written by \`npm run face\`.\n\n/** Every character that the display face has. */\nexport const DISPLAY_GLYPHS =\n  ${JSON.stringify(glyphs)};\n`,
);
console.log(`${glyphs.length} glyphs, ${face.length} bytes`);
