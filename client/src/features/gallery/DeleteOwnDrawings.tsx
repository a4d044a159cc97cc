import { useState } from 'react';
import { api } from '../../store/api.ts';
import type { OwnGame } from '../../store/own-games.ts';
import { useTexts } from '../../texts/index.ts';
import { Confirm } from '../archive/Confirm.tsx';
import { explainFailure } from '../elements/explain-failure.ts';

/** So many tokens go with one request. */
const TOKENS_AT_ONCE = 50;

/** Lets players delete what they drew in this browser: nobody sees it any more, and points stay as they were. */
export function DeleteOwnDrawings({ games }: { games: readonly OwnGame[] }) {
  const texts = useTexts();
  const { archive } = texts;
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');

  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      setSaid(archive.deleted(await deleteDrawings(games)));
    } catch (error) {
      setSaid(explainFailure(error, texts));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="delete-own">
      <Confirm
        label={archive.deleteMine}
        question={archive.deleteMineQuestion}
        consequence={archive.deleteMineConsequence}
        confirm={archive.deleteMineConfirm}
        disabled={busy}
        onConfirm={() => void remove()}
      />
      <output className="reason">{said}</output>
    </div>
  );
}

/** One token for each player that somebody was: it stays good for this when it has expired. */
async function deleteDrawings(games: readonly OwnGame[]): Promise<number> {
  const tokens = [...new Map(games.map(({ playerId, token }) => [playerId, token])).values()];
  let deleted = 0;
  for (let from = 0; from < tokens.length; from += TOKENS_AT_ONCE) {
    const some = tokens.slice(from, from + TOKENS_AT_ONCE);
    deleted += (await api.post<{ deleted: number }>('/api/turns/delete-mine', { tokens: some })).deleted;
  }
  return deleted;
}
