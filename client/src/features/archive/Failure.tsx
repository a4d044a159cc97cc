import { useTexts } from '../../texts/index.ts';
import { explainFailure } from '../elements/explain-failure.ts';

/** Why something is not there, and a way to try again. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const texts = useTexts();
  return (
    <div className="failure" role="alert">
      <p className="problem">{explainFailure(error, texts)}</p>
      <button type="button" className="button" onClick={onRetry}>
        {texts.archive.retry}
      </button>
    </div>
  );
}
