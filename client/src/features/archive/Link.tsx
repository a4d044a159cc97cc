import type { ReactNode } from 'react';
import { go } from '../../app/route.ts';

type LinkProps = {
  /** A path of this site. */
  path: string;
  className?: string;
  /** Whether it leads to the page on screen. */
  current?: boolean;
  children: ReactNode;
};

/** A link within the client: opens without loading the page anew, and in another tab where that is asked for. */
export function Link({ path, className, current = false, children }: LinkProps) {
  return (
    <a
      href={path}
      className={className}
      aria-current={current ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(path);
      }}
    >
      {children}
    </a>
  );
}
