import { RequestError } from '../../session/join-room.ts';
import { useTexts } from '../../texts/index.ts';
import { explainFailure } from '../elements/explain-failure.ts';

/** Not there, or not any more: asking again changes nothing. */
const FINAL_STATUSES: readonly number[] = [404, 410];

/** Why something is not there, and a way to try again where that may help. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const texts = useTexts();
  const isFinal = error instanceof RequestError && FINAL_STATUSES.includes(error.status);
  return (
    <div className="failure" role="alert">
      <p className="problem">{explainFailure(error, texts)}</p>
      {!isFinal && (
        <button type="button" className="button" onClick={onRetry}>
          {texts.archive.retry}
        </button>
      )}
    </div>
  );
}
