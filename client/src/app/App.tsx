import { lazy, Suspense, useEffect } from 'react';
import { HomePage } from '../features/home/HomePage.tsx';
import { useLanguage } from '../texts/index.ts';
import { useRoute } from './route.ts';

/** Comes after the start page, which does without documents and sockets. */
const RoomPage = lazy(async () => ({ default: (await import('./RoomPage.tsx')).RoomPage }));

export function App() {
  const route = useRoute();
  const language = useLanguage((state) => state.language);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  if (route.page === 'home') return <HomePage />;
  return (
    <Suspense>
      <RoomPage key={route.code} code={route.code} />
    </Suspense>
  );
}
