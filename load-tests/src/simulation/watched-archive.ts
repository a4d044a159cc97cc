import type { ArchiveItem } from '@drawguess/game/archive';
import type { Archive } from '@drawguess/persistence/ports';
import { digest } from './digest.ts';
import type { RandomSource } from './random-source.ts';

export type WatchedArchive = Archive & {
  /** Items that were offered again with another content: the first version stays, so the room and it disagree. */
  readonly problems: string[];
};

/** An archive that fails now and then, before or after it has saved, and remembers what it was given. */
export function watchArchive(archive: Archive, random: RandomSource, refuse: number): WatchedArchive {
  const contents = new Map<string, string>();
  const problems: string[] = [];

  const save = async <Item extends ArchiveItem>(
    item: Item,
    store: (item: Item) => Promise<void>,
  ): Promise<void> => {
    if (random.chance(refuse)) throw new Error('The archive refused an item (simulated).');
    const content = contentOf(item);
    const known = contents.get(item.id);
    if (known !== undefined && known !== content)
      problems.push(`${item.kind} ${item.id} was archived as two`);
    contents.set(item.id, known ?? content);
    await store(item);
    if (random.chance(refuse)) throw new Error('The archive did not answer (simulated).');
  };

  return {
    ...archive,
    problems,
    saveTurn: (turn) => save(turn, (item) => archive.saveTurn(item)),
    saveGame: (game) => save(game, (item) => archive.saveGame(item)),
  };
}

function contentOf(item: ArchiveItem): string {
  if (item.kind === 'game') return digest([JSON.stringify(item)]);
  return digest([JSON.stringify({ ...item, canvas: Buffer.from(item.canvas).toString('hex') })]);
}
