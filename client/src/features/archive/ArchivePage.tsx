import { useEffect, useRef, type ReactNode } from 'react';
import { Header } from '../../app/Header.tsx';
import { Link } from '../../app/Link.tsx';
import { useTexts } from '../../texts/index.ts';
import { Title } from '../elements/Title.tsx';
import './archive.css';

const PAGES = [
  { path: '/gallery', name: 'gallery' },
  { path: '/leaderboard', name: 'leaderboard' },
  { path: '/stats', name: 'stats' },
  { path: '/status', name: 'status' },
] as const;

/** What all screens of the archive share: the way from one to another, a heading that is also the window's title. */
export function ArchivePage({ title, children }: { title: string; children: ReactNode }) {
  const { archive } = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = `${title} · DrawGuess`;
    return () => {
      document.title = 'DrawGuess';
    };
  }, [title]);
  // Who comes from another screen begins at its head, also with a screen reader.
  useEffect(() => {
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <div className="page archive">
      <Header />
      <nav className="archive-nav" aria-label={archive.nav}>
        {PAGES.map(({ path, name }) => (
          <Link key={path} to={path} current={location.pathname === path}>
            {archive.pages[name]}
          </Link>
        ))}
      </nav>
      <main className="archive-main">
        <Title ref={heading} tabIndex={-1}>
          {title}
        </Title>
        {children}
      </main>
    </div>
  );
}
