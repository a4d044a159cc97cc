type Where = 'local' | 'session';

/** Used where the browser keeps nothing (some private modes): lasts as long as the page. */
const pageOnly = new Map<string, string>();

const storageOf = (where: Where): Storage => (where === 'local' ? localStorage : sessionStorage);

/** Reads a text; `local` is the browser's, `session` this tab's and survives its reload. Never throws. */
export function readStored(where: Where, key: string): string | undefined {
  try {
    return storageOf(where).getItem(key) ?? undefined;
  } catch {
    return pageOnly.get(`${where}:${key}`);
  }
}

/** Writes a text, or forgets it when it is `undefined`. Never throws. */
export function writeStored(where: Where, key: string, text: string | undefined): void {
  try {
    if (text === undefined) storageOf(where).removeItem(key);
    else storageOf(where).setItem(key, text);
  } catch {
    if (text === undefined) pageOnly.delete(`${where}:${key}`);
    else pageOnly.set(`${where}:${key}`, text);
  }
}
