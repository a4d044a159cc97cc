import { RequestError } from '../../session/join-room.ts';
import type { Texts } from '../../texts/index.ts';

/** What to tell somebody whose request failed: in their language where the reason is known, else in the server's words. */
export function explainFailure(error: unknown, texts: Texts): string {
  if (!(error instanceof RequestError)) return texts.somethingFailed;
  return texts.failures[error.code] ?? error.message;
}
