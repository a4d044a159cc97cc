import { describe, expect, it } from 'vitest';
import { inAppBrowser } from './in-app-browser.ts';

const LINK = 'https://draw.example.org/r/ABCDE';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ANDROID =
  'Mozilla/5.0 (Linux; Android 15; SM-S928N Build/AP3A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36';

describe('browsers inside of apps', () => {
  it.each([
    [`${IPHONE} Version/18.1 Mobile/15E148 Safari/604.1`],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0'],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36',
    ],
    ['Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)'],
    [''],
  ])('%s is none', (userAgent) => {
    expect(inAppBrowser(userAgent, LINK)).toBeUndefined();
  });

  it.each([
    [
      `${IPHONE} Mobile/15E148 KAKAOTALK 11.2.0`,
      'KakaoTalk',
      `kakaotalk://web/openExternal?url=${encodeURIComponent(LINK)}`,
    ],
    [
      `${ANDROID};KAKAOTALK 2510240`,
      'KakaoTalk',
      `kakaotalk://web/openExternal?url=${encodeURIComponent(LINK)}`,
    ],
    [`${IPHONE} Mobile/15E148 Safari Line/14.19.0`, 'LINE', `${LINK}?openExternalBrowser=1`],
    [`${IPHONE} Mobile/15E148 NAVER(inapp; search; 1200; 12.8.1; 15PRO)`, 'NAVER', undefined],
    [
      `${ANDROID} NAVER(inapp; search; 1200; 12.8.1)`,
      'NAVER',
      'intent://draw.example.org/r/ABCDE#Intent;scheme=https;end',
    ],
    [`${IPHONE} Mobile/15E148 Instagram 355.0.0.26 (iPhone15,2)`, 'Instagram', undefined],
    [
      `${ANDROID} [FB_IAB/FB4A;FBAV/490.0.0;]`,
      'Facebook',
      'intent://draw.example.org/r/ABCDE#Intent;scheme=https;end',
    ],
    [ANDROID, '', 'intent://draw.example.org/r/ABCDE#Intent;scheme=https;end'],
  ])('%s is that of %s', (userAgent, app, wayOut) => {
    expect(inAppBrowser(userAgent, LINK)).toEqual(wayOut === undefined ? { app } : { app, wayOut });
  });
});
