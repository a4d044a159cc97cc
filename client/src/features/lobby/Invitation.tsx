import { useRef, useState } from 'react';
import { encode } from 'uqr';
import { useTexts } from '../../texts/index.ts';

/** The room's code and link, to be read out, copied or photographed. */
export function Invitation({ code, link }: { code: string; link: string }) {
  const { lobby } = useTexts();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<'yes' | 'by-hand'>();

  const copy = async (): Promise<void> => {
    field.current?.select();
    try {
      // Missing where the page comes over plain HTTP from the local network.
      await navigator.clipboard.writeText(link);
      setCopied('yes');
    } catch {
      setCopied('by-hand');
    }
  };

  return (
    <div className="invitation">
      <div>
        <p className="invitation-label">{lobby.code}</p>
        <p className="room-code" data-testid="room-code">
          {code}
        </p>
      </div>
      <QrCode text={link} label={lobby.qr} />
      <div className="invitation-link">
        <input
          ref={field}
          readOnly
          value={link}
          aria-label={lobby.link}
          onFocus={(event) => event.target.select()}
        />
        <button type="button" className="button" onClick={() => void copy()}>
          {copied === 'yes' ? lobby.copied : lobby.copy}
        </button>
        <output className="reason">{copied === 'by-hand' ? lobby.copyByHand : ''}</output>
      </div>
    </div>
  );
}

function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = encode(text, { border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${path}"/></svg>`;
  return <img className="qr" src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={label} />;
}
