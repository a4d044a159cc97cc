/** Ways in which a word can stand in bytes, each by its name. */
export function disguisesOf(word: string): { name: string; bytes: Buffer }[] {
  const spellings = {
    composed: word.normalize('NFC'),
    decomposed: word.normalize('NFD'),
    'upper case': word.normalize('NFC').toUpperCase(),
  };
  return Object.entries(spellings).flatMap(([spelling, text]) =>
    Object.entries(encodings(text)).flatMap(([encoding, bytes]) => [
      { name: `${spelling}, ${encoding}`, bytes },
      ...inBase64(bytes).map((base64) => ({ name: `${spelling}, ${encoding}, base64`, bytes: base64 })),
    ]),
  );
}

function encodings(text: string): Record<string, Buffer> {
  const utf16le = Buffer.from(text, 'utf16le');
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  const escape = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;
  return {
    'UTF-8': Buffer.from(text, 'utf8'),
    'UTF-16LE': utf16le,
    'UTF-16BE': Buffer.from(utf16le).swap16(),
    'JSON escapes': Buffer.from(units.map(escape).join(''), 'latin1'),
  };
}

/** What base64 makes of the bytes at each of the three places where they can begin, less the ends that neighbours share. */
function inBase64(bytes: Buffer): Buffer[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const firstOwn = Math.ceil((before * 8) / 6);
    const lastOwn = Math.floor(((before + bytes.length) * 8) / 6);
    return Buffer.from(text.slice(firstOwn, lastOwn), 'latin1');
  });
}
