import { Doodle } from '../../art/Doodle.tsx';
import { useTexts } from '../../texts/index.ts';

const STEPS = ['choose', 'draw', 'guess'] as const;

/** The game in three pictures. */
export function HowItGoes({ still = false }: { still?: boolean }) {
  const { howTo } = useTexts();
  return (
    <ol className="how-it-goes">
      {STEPS.map((step) => (
        <li key={step}>
          <Doodle name={step} still={still} />
          <strong>{howTo.steps[step].what}</strong>
          <p>{howTo.steps[step].how}</p>
        </li>
      ))}
    </ol>
  );
}
