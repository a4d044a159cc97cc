import { useId, useRef, useState, type FormEvent } from 'react';
import { api } from '../../store/api.ts';
import { useTexts } from '../../texts/index.ts';
import { explainFailure } from '../elements/explain-failure.ts';
import { Field } from '../elements/Field.tsx';

const REASONS = ['offensive', 'personal', 'spam', 'other'] as const;
type Reason = (typeof REASONS)[number];
const MAX_CHARS = 500;

/** Tells the operator that a drawing should not be shown. */
export function ReportDialog({ turnId }: { turnId: string }) {
  const texts = useTexts();
  const { report } = texts.archive;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [reason, setReason] = useState<Reason>('offensive');
  const [text, setText] = useState('');
  const [state, setState] = useState<'open' | 'busy' | 'sent'>('open');
  const [problem, setProblem] = useState<string>();

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setState('busy');
    setProblem(undefined);
    try {
      await api.post(`/api/turns/${encodeURIComponent(turnId)}/reports`, { reason, text });
      setState('sent');
      dialog.current?.close();
    } catch (error) {
      setState('open');
      setProblem(explainFailure(error, texts));
    }
  };

  return (
    <div className="report">
      {state === 'sent' ? (
        <output className="reason">{report.thanks}</output>
      ) : (
        <button
          type="button"
          className="button quiet"
          aria-haspopup="dialog"
          onClick={() => dialog.current?.showModal()}
        >
          {report.button}
        </button>
      )}
      <dialog ref={dialog} className="sheet" aria-labelledby={titleId}>
        <h2 id={titleId}>{report.title}</h2>
        <form className="report-form" onSubmit={(event) => void submit(event)}>
          <fieldset>
            <legend className="unseen">{report.reason}</legend>
            {REASONS.map((one) => (
              <label key={one} className="check">
                <input
                  type="radio"
                  name="reason"
                  value={one}
                  checked={one === reason}
                  onChange={() => setReason(one)}
                />
                <span>{report.reasons[one]}</span>
              </label>
            ))}
          </fieldset>
          <Field
            label={report.text}
            maxLength={MAX_CHARS}
            value={text}
            problem={problem}
            onChange={(event) => setText(event.target.value)}
          />
          <div className="row">
            <button type="submit" className="button primary" disabled={state === 'busy'}>
              {report.send}
            </button>
            <button type="button" className="button" onClick={() => dialog.current?.close()}>
              {report.cancel}
            </button>
          </div>
        </form>
      </dialog>
    </div>
  );
}
