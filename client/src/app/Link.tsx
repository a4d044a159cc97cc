import type { ReactNode } from 'react';
import { go } from './route.ts';

type LinkProps = {
  /** A path of this site. */
  to: string;
  className?: string;
  /** Whether it leads to the page on screen. */
  current?: boolean;
  children: ReactNode;
};

/** A link within the game: the page changes without being loaded anew, unless it is to open elsewhere. */
export function Link({ to, className, current = false, children }: LinkProps) {
  return (
    <a
      href={to}
      className={className}
      aria-current={current ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
