import { useState, type FormEvent } from 'react';
import { useTexts } from '../../texts/index.ts';
import { ArchivePage } from '../archive/ArchivePage.tsx';
import { explainFailure } from '../elements/explain-failure.ts';
import { Field } from '../elements/Field.tsx';
import { BanForm } from './BanForm.tsx';
import { keepOperatorToken, listReports, readOperatorToken } from './operator-api.ts';
import { Reports } from './Reports.tsx';
import './operator.css';

/** Where the operator sees what was reported and deals with it. The token stays in this tab. */
export function OperatorPage() {
  const { operator } = useTexts();
  const [token, setToken] = useState(readOperatorToken);
  const leave = (): void => {
    keepOperatorToken(undefined);
    setToken('');
  };
  return (
    <ArchivePage title={operator.title}>
      {token === '' ? (
        <TokenForm onToken={setToken} />
      ) : (
        <>
          <Reports token={token} />
          <BanForm token={token} />
          <button type="button" className="button more" onClick={leave}>
            {operator.leave}
          </button>
        </>
      )}
    </ArchivePage>
  );
}

function TokenForm({ onToken }: { onToken: (token: string) => void }) {
  const texts = useTexts();
  const { operator } = texts;
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      await listReports(typed.trim());
      keepOperatorToken(typed.trim());
      onToken(typed.trim());
    } catch (error) {
      setBusy(false);
      setProblem(explainFailure(error, texts));
    }
  };

  return (
    <form className="sheet operator-form" onSubmit={(event) => void submit(event)}>
      <p>{operator.tokenHint}</p>
      <Field
        label={operator.token}
        type="password"
        autoComplete="off"
        value={typed}
        problem={problem}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit" className="button primary" disabled={busy || typed.trim() === ''}>
        {operator.enter}
      </button>
    </form>
  );
}
