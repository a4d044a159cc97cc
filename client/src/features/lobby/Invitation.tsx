import { useState } from 'react';
import { setPreference, usePreferences } from '../../store/preferences.ts';
import { useTexts } from '../../texts/index.ts';
import { Link } from '../../app/Link.tsx';
import { Icon } from '../elements/Icon.tsx';
import { QrCode } from '../elements/QrCode.tsx';

/** The room's code and link, to be read out, shared, copied or photographed; or hidden from those who only look on. */
export function Invitation({ code, link }: { code: string; link: string }) {
  const { lobby } = useTexts();
  const hidden = usePreferences((preferences) => preferences.isStreaming);
  return (
    <div className="invitation">
      <div className="invitation-code">
        <h2>{lobby.code}</h2>
        <p className="room-code" data-testid="room-code" data-hidden={hidden}>
          {hidden ? <span aria-label={lobby.codeHidden}>{'•'.repeat(code.length)}</span> : code}
        </p>
        <ShareButtons link={link} />
      </div>
      {!hidden && <QrCode text={link} label={lobby.qr} />}
      <label className="check invitation-hide">
        <input
          type="checkbox"
          checked={hidden}
          onChange={(event) => setPreference('isStreaming', event.target.checked)}
        />
        {lobby.streamer}
      </label>
      <Link className="invitation-screen" to={`/watch/${code}`}>
        <Icon name="screen" />
        {lobby.bigScreen}
      </Link>
    </div>
  );
}

/** The system's own share sheet where there is one, and the clipboard everywhere. */
function ShareButtons({ link }: { link: string }) {
  const { lobby } = useTexts();
  const [copied, setCopied] = useState<'yes' | 'by-hand'>();

  const copy = async (): Promise<void> => {
    try {
      // Missing where the page comes over plain HTTP from the local network.
      await navigator.clipboard.writeText(link);
      setCopied('yes');
    } catch {
      setCopied('by-hand');
    }
  };
  const share = (): void => {
    // Who closes the share sheet has changed their mind: nothing failed.
    navigator.share({ title: 'DrawGuess', text: lobby.shareText, url: link }).catch(() => undefined);
  };

  return (
    <>
      <div className="row">
        {'share' in navigator && (
          <button type="button" className="button" onClick={share}>
            <Icon name="share" />
            {lobby.share}
          </button>
        )}
        <button type="button" className="button" onClick={() => void copy()}>
          <Icon name={copied === 'yes' ? 'check' : 'copy'} />
          {copied === 'yes' ? lobby.copied : lobby.copy}
        </button>
      </div>
      {copied === 'by-hand' && (
        <>
          <p className="reason" role="alert">
            {lobby.copyByHand}
          </p>
          <input readOnly value={link} aria-label={lobby.link} onFocus={(event) => event.target.select()} />
        </>
      )}
    </>
  );
}
