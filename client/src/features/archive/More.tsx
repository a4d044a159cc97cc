import { useTexts } from '../../texts/index.ts';
import { Failure } from './Failure.tsx';
import type { Pages } from './use-pages.ts';

/** The end of a list that comes in pages: the way to its next one, or why that did not come. */
export function More({ pages }: { pages: Pages<unknown> }) {
  const { archive } = useTexts();
  if (pages.state === 'failed') return <Failure error={pages.error} onRetry={pages.more} />;
  if (!pages.hasMore) return null;
  return (
    <button type="button" className="button more" disabled={pages.state === 'loading'} onClick={pages.more}>
      {archive.more}
    </button>
  );
}
