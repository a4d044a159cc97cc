/** A browser inside of another app: it may forget who one is, and often lacks sharing, full screen and notifications. */
export type InAppBrowser = {
  /** As its users call it. */
  app: string;
  /** Opens the page in the browser of the device; left out where only a person can, by the app's menu. */
  wayOut?: string;
};

const APPS: readonly (readonly [app: string, sign: RegExp])[] = [
  ['KakaoTalk', /KAKAOTALK/i],
  ['LINE', /\bLine\//i],
  ['NAVER', /NAVER\(inapp/i],
  ['Instagram', /Instagram/i],
  ['Facebook', /\bFBA[NV]\b|FB_IAB/],
  ['X', /Twitter for/i],
  ['TikTok', /BytedanceWebview|musical_ly|TikTok/i],
  ['Slack', /\bSlack\/\d/],
  ['Discord', /Discord/i],
  // Android names the web view of any other app so.
  ['?', /; wv\)/],
];

/**
 * The app whose own browser this is, or `undefined` in a real browser.
 *
 * @param userAgent as the browser tells it
 * @param href the page's whole address
 */
export function inAppBrowser(userAgent: string, href: string): InAppBrowser | undefined {
  const app = APPS.find(([, sign]) => sign.test(userAgent))?.[0];
  if (app === undefined) return undefined;
  const wayOut = wayOutOf(app, userAgent, href);
  return { app: app === '?' ? '' : app, ...(wayOut !== undefined && { wayOut }) };
}

function wayOutOf(app: string, userAgent: string, href: string): string | undefined {
  if (app === 'KakaoTalk') return `kakaotalk://web/openExternal?url=${encodeURIComponent(href)}`;
  if (app === 'LINE') {
    const url = new URL(href);
    url.searchParams.set('openExternalBrowser', '1');
    return url.href;
  }
  if (!/Android/i.test(userAgent)) return undefined;
  const { protocol, host, pathname, search } = new URL(href);
  return `intent://${host}${pathname}${search}#Intent;scheme=${protocol.slice(0, -1)};end`;
}
