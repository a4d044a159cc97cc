/** What the preview of a link says, in a chat or a search: plain text. */
export type PageAbout = { title: string; description: string };

const HOME: PageAbout = {
  title: 'DrawGuess · Draw it. Let them guess.',
  description: 'A draw-and-guess party game for your friends. No account. 그리면, 친구가 맞혀요.',
};

const TITLES: Readonly<Record<string, string>> = {
  '/how-to-play': 'How to play · DrawGuess',
  '/about': 'About · DrawGuess',
  '/gallery': 'Gallery · DrawGuess',
  '/leaderboard': 'Leaderboard · DrawGuess',
  '/stats': 'Statistics · DrawGuess',
  '/status': 'Status · DrawGuess',
  '/operator': 'Operator · DrawGuess',
};

/** Paths that hold an id or a name, and what is there. */
const PATTERNS: readonly (readonly [RegExp, (part: string) => PageAbout])[] = [
  [
    /^\/r\/([0-9A-Za-z]{1,16})$/,
    (code) => ({
      title: `Come and draw: room ${code.toUpperCase()} · DrawGuess`,
      description:
        'Somebody has kept you a seat. Choose a nickname and draw. 자리를 맡아 뒀어요. 같이 그려요!',
    }),
  ],
  [
    /^\/watch\/([0-9A-Za-z]{1,16})$/,
    (code) => ({ title: `Watch room ${code.toUpperCase()} · DrawGuess`, description: HOME.description }),
  ],
  [
    /^\/turns\/[0-9A-Za-z]{1,32}$/,
    () => ({
      title: 'A drawing · DrawGuess',
      description: 'See it drawn again, stroke by stroke. 그리는 순서대로 다시 봐요.',
    }),
  ],
  [/^\/players\/[^/]{1,120}$/, () => ({ title: 'A player · DrawGuess', description: HOME.description })],
];

/** What is at a path of the client; `undefined` where there is nothing. */
export function pageAt(path: string): PageAbout | undefined {
  if (path === '/') return HOME;
  const plain = path.replace(/\/$/, '');
  const title = TITLES[plain];
  if (title !== undefined) return { title, description: HOME.description };
  for (const [pattern, about] of PATTERNS) {
    const match = pattern.exec(plain);
    if (match) return about(match[1] ?? '');
  }
  return undefined;
}

/** What a page says that is not there. */
export const NOWHERE: PageAbout = { title: 'Nothing here · DrawGuess', description: HOME.description };

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * The client's one page with what a preview of this address shows, in place of its title (Open Graph protocol).
 *
 * @param html the built page, with one `<title>`
 * @param origin where the page is reached, e.g. `https://draw.example.org`; previews want whole addresses
 */
export function renderPage(html: string, about: PageAbout, origin: string, path: string): string {
  const [title, description, url] = [about.title, about.description, `${origin}${path}`].map(escaped);
  const head = [
    `<title>${title}</title>`,
    `<meta name="description" content="${description}" />`,
    `<meta property="og:type" content="website" />`,
    `<meta property="og:site_name" content="DrawGuess" />`,
    `<meta property="og:title" content="${title}" />`,
    `<meta property="og:description" content="${description}" />`,
    `<meta property="og:url" content="${url}" />`,
    `<meta property="og:image" content="${escaped(origin)}/preview.png" />`,
    `<meta property="og:image:width" content="1200" />`,
    `<meta property="og:image:height" content="630" />`,
    `<meta name="twitter:card" content="summary_large_image" />`,
    `<link rel="canonical" href="${url}" />`,
  ].join('\n    ');
  return html.replace(/<meta\s+name="description"[^>]*>\s*/, '').replace(/<title>[^<]*<\/title>/, () => head);
}
