import { useState } from 'react';
import { RequestError } from '../../session/join-room.ts';
import { useTexts } from '../../texts/index.ts';
import { explainFailure } from '../elements/explain-failure.ts';

/** Which line of a form a problem belongs to. */
export type ProblemPlace = 'nickname' | 'code' | 'form';
export type Problem = { place: ProblemPlace; text: string };

const PLACES: Record<string, ProblemPlace> = { 'bad-nickname': 'nickname', 'unknown-room': 'code' };

/** One request at a time, with its problem in words. What was typed stays where it is. */
export function useRequest(): {
  busy: boolean;
  problem: Problem | undefined;
  setProblem: (problem: Problem | undefined) => void;
  run: (request: () => Promise<void>) => Promise<void>;
} {
  const texts = useTexts();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const run = async (request: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await request();
    } catch (error) {
      const place = error instanceof RequestError ? (PLACES[error.code] ?? 'form') : 'form';
      setProblem({ place, text: explainFailure(error, texts) });
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, setProblem, run };
}
