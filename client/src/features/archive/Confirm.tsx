import { useId, useRef, type ReactNode } from 'react';
import { useTexts } from '../../texts/index.ts';

type ConfirmProps = {
  /** What the button that asks says. */
  label: string;
  question: string;
  /** What cannot be taken back, in a sentence. */
  consequence: string;
  /** What the button says that does it. */
  confirm: string;
  disabled?: boolean;
  onConfirm: () => void;
  /** What else there is to choose. */
  children?: ReactNode;
};

/** A button for what cannot be taken back: it asks first, and the answer at hand is no. */
export function Confirm(props: ConfirmProps) {
  const { label, question, consequence, confirm, disabled = false, onConfirm, children } = props;
  const { archive } = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={disabled}
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        {label}
      </button>
      <dialog ref={dialog} className="sheet" aria-labelledby={titleId}>
        <h2 id={titleId}>{question}</h2>
        <p>{consequence}</p>
        {children}
        <div className="row">
          <button type="button" className="button primary" onClick={() => dialog.current?.close()}>
            {archive.keep}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => {
              dialog.current?.close();
              onConfirm();
            }}
          >
            {confirm}
          </button>
        </div>
      </dialog>
    </>
  );
}
