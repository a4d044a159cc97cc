import type { ComponentProps } from 'react';
import { DISPLAY_GLYPHS } from '../../texts/display-glyphs.ts';

/**
 * A heading that may hold somebody's own words: in the display face if it has all their letters, else in the plain one,
 * never in both.
 */
export function Title({
  children,
  ...heading
}: { children: string } & Omit<ComponentProps<'h1'>, 'children'>) {
  const displayed = [...children].every((character) => DISPLAY_GLYPHS.includes(character));
  return (
    <h1 {...heading} className={displayed ? undefined : 'plain'}>
      {children}
    </h1>
  );
}
