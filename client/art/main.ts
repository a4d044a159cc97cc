import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { record } from './pen.ts';
import { pictures } from './pictures.ts';

/** Draws the client's own art and writes its recordings: `npm run art`. */

const target = fileURLToPath(new URL('../src/art/recordings.ts', import.meta.url));
const entries = Object.entries(pictures).map(([name, { crop, draw }], index) => {
  const ink = record(index + 1, draw).join(' ');
  console.log(`${name}: ${ink.length} characters`);
  return `  ${name}: {\n    crop: [${crop.join(', ')}],\n    ink: '${ink}',\n  },\n`;
});
await writeFile(
  target,
  `// Drawn by client/art: change it there, and run \`npm run art\`.\n\n/** A picture of the game's own: ink operations, a space between two, and the part of the canvas they take. */\nexport const recordings = {\n${entries.join('')}} as const;\n`,
);
