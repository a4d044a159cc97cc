import { DISPLAY_GLYPHS } from '../../texts/display-glyphs.ts';

/**
 * A heading that may hold somebody's own words: in the display face if it has all their letters, else in the plain one,
 * never in both.
 */
export function Title({ children, level = 1 }: { children: string; level?: 1 | 2 }) {
  const Heading = level === 1 ? 'h1' : 'h2';
  const displayed = [...children].every((character) => DISPLAY_GLYPHS.includes(character));
  return <Heading className={displayed ? 'title' : 'title plain'}>{children}</Heading>;
}
