import { useState } from 'react';
import { useTexts } from '../../texts/index.ts';
import { Confirm } from '../archive/Confirm.tsx';
import { formatTime } from '../archive/format.ts';
import { explainFailure } from '../elements/explain-failure.ts';
import { Field } from '../elements/Field.tsx';
import { ban } from './operator-api.ts';

const STANDARD_DAYS = 7;
const MOST_DAYS = 365;

/** Keeps a player or an address from making and joining rooms for some days. */
export function BanForm({ token }: { token: string }) {
  const texts = useTexts();
  const { operator, locale } = texts;
  const [whom, setWhom] = useState('');
  const [days, setDays] = useState(STANDARD_DAYS);
  const [said, setSaid] = useState('');

  const submit = async (): Promise<void> => {
    const text = whom.trim();
    try {
      const subject = /[.:]/.test(text) ? { address: text } : { playerId: text };
      const { until } = await ban(token, subject, days);
      setSaid(operator.bannedUntil(formatTime(until, locale)));
      setWhom('');
    } catch (error) {
      setSaid(explainFailure(error, texts));
    }
  };

  return (
    <section aria-labelledby="ban">
      <h2 id="ban">{operator.ban}</h2>
      <p className="reason">{operator.banHint}</p>
      <div className="row operator-ban">
        <Field
          label={operator.whom}
          autoComplete="off"
          spellCheck={false}
          value={whom}
          onChange={(event) => setWhom(event.target.value)}
        />
        <Field
          label={operator.days}
          type="number"
          min={1}
          max={MOST_DAYS}
          value={days}
          onChange={(event) => setDays(Math.min(MOST_DAYS, Math.max(1, Number(event.target.value))))}
        />
      </div>
      <div className="row">
        <Confirm
          label={operator.ban}
          question={operator.banQuestion(whom.trim())}
          consequence={operator.banConsequence}
          confirm={operator.ban}
          disabled={whom.trim() === ''}
          onConfirm={() => void submit()}
        />
      </div>
      <output className="reason">{said}</output>
    </section>
  );
}
