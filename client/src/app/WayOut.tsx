import { useState } from 'react';
import { useTexts } from '../texts/index.ts';
import { inAppBrowser } from './in-app-browser.ts';

/** For pages that were opened inside of a chat app: says what that costs, and how to get out. */
export function WayOut() {
  const { wayOut: texts, lobby } = useTexts();
  const [copied, setCopied] = useState(false);
  const browser = inAppBrowser(navigator.userAgent, location.href);
  if (browser === undefined) return null;

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      setCopied(true);
    } catch {
      // The address is in the sentence above: it can be marked by hand.
      setCopied(false);
    }
  };
  return (
    <aside className="way-out" data-testid="way-out">
      <p>
        {texts.inside(browser.app)} {browser.wayOut === undefined && texts.byMenu(location.host)}
      </p>
      <div className="row">
        {browser.wayOut !== undefined && (
          <a className="button" href={browser.wayOut}>
            {texts.open}
          </a>
        )}
        <button type="button" className="button quiet" onClick={() => void copy()}>
          {copied ? lobby.copied : lobby.copy}
        </button>
      </div>
    </aside>
  );
}
