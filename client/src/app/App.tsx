import { lazy, Suspense, useEffect } from 'react';
import { HomePage } from '../features/home/HomePage.tsx';
import { useLanguage } from '../texts/index.ts';
import { useRoute, type Route } from './route.ts';

/** These come after the start page, which does without documents and sockets. */
const RoomPage = lazy(async () => ({ default: (await import('./RoomPage.tsx')).RoomPage }));
const HowToPlayPage = lazy(async () => ({
  default: (await import('../features/pages/HowToPlayPage.tsx')).HowToPlayPage,
}));
const AboutPage = lazy(async () => ({
  default: (await import('../features/pages/AboutPage.tsx')).AboutPage,
}));
const NotFoundPage = lazy(async () => ({
  default: (await import('../features/pages/NotFoundPage.tsx')).NotFoundPage,
}));

export function App() {
  const route = useRoute();
  const language = useLanguage((state) => state.language);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <Suspense>{pageOf(route)}</Suspense>;
}

function pageOf(route: Route) {
  switch (route.page) {
    case 'home':
      return <HomePage />;
    case 'room':
      return <RoomPage key={route.code} code={route.code} />;
    case 'how-to-play':
      return <HowToPlayPage />;
    case 'about':
      return <AboutPage />;
    case 'not-found':
      return <NotFoundPage />;
  }
}
