import type { ArchivedTurn } from '@drawguess/game/archive';
import type { Archive } from '../ports/index.ts';
import { HttpError } from './errors.ts';

/** @throws HttpError 404 where there is no such turn, 410 where its drawing is not shown any more */
export async function findShownTurn(archive: Pick<Archive, 'getTurn'>, id: string): Promise<ArchivedTurn> {
  const turn = await archive.getTurn(id);
  if (turn === undefined) {
    throw new HttpError(404, 'unknown-turn', 'There is no such drawing in the gallery.');
  }
  const { hidden, ...shown } = turn;
  if (hidden === undefined) return shown;
  throw hidden === 'removed'
    ? new HttpError(410, 'turn-removed', 'This drawing was removed by the operator of this server.')
    : new HttpError(410, 'turn-deleted', 'Whoever drew this has deleted it.');
}
