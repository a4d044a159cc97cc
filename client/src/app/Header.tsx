import type { ReactNode } from 'react';
import { languages, useLanguage, useTexts } from '../texts/index.ts';
import { Link } from './Link.tsx';

/** The line on top of every screen: the name, what the screen adds, and the language. */
export function Header({ children }: { children?: ReactNode }) {
  const { language, setLanguage } = useLanguage();
  const texts = useTexts();
  const other = language === 'en' ? 'ko' : 'en';
  return (
    <header className="header">
      <Link className="wordmark" to="/">
        DrawGuess
      </Link>
      <div className="header-rest">
        {children}
        <button
          type="button"
          className="button quiet"
          lang={other}
          title={texts.switchLanguage}
          onClick={() => setLanguage(other)}
        >
          {languages[other].languageName}
        </button>
      </div>
    </header>
  );
}
