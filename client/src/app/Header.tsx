import type { ReactNode } from 'react';
import { languages, useLanguage, useTexts } from '../texts/index.ts';
import { go } from './route.ts';

/** The line on top of every screen: the name, what the screen adds, and the language. */
export function Header({ children }: { children?: ReactNode }) {
  const { language, setLanguage } = useLanguage();
  const texts = useTexts();
  const other = language === 'en' ? 'ko' : 'en';
  return (
    <header className="header">
      <a
        className="wordmark"
        href="/"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          go('/');
        }}
      >
        DrawGuess
      </a>
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
