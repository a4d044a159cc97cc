import { lazy, Suspense, useEffect } from 'react';
import { HomePage } from '../features/home/HomePage.tsx';
import { useLanguage } from '../texts/index.ts';
import { RoomEntry } from './RoomEntry.tsx';
import { useRoute, type Route } from './route.ts';

// All but the start page and the way into a room comes after them, which do without documents and sockets.
const HowToPlayPage = lazy(async () => ({
  default: (await import('../features/pages/HowToPlayPage.tsx')).HowToPlayPage,
}));
const AboutPage = lazy(async () => ({
  default: (await import('../features/pages/AboutPage.tsx')).AboutPage,
}));
const NotFoundPage = lazy(async () => ({
  default: (await import('../features/pages/NotFoundPage.tsx')).NotFoundPage,
}));
const WatchPage = lazy(async () => ({
  default: (await import('../features/watch/WatchPage.tsx')).WatchPage,
}));
const GalleryPage = lazy(async () => ({
  default: (await import('../features/gallery/GalleryPage.tsx')).GalleryPage,
}));
const TurnPage = lazy(async () => ({ default: (await import('../features/replay/TurnPage.tsx')).TurnPage }));
const LeaderboardPage = lazy(async () => ({
  default: (await import('../features/standings/LeaderboardPage.tsx')).LeaderboardPage,
}));
const PlayerPage = lazy(async () => ({
  default: (await import('../features/standings/PlayerPage.tsx')).PlayerPage,
}));
const StatsPage = lazy(async () => ({
  default: (await import('../features/standings/StatsPage.tsx')).StatsPage,
}));
const StatusPage = lazy(async () => ({
  default: (await import('../features/status/StatusPage.tsx')).StatusPage,
}));

const OperatorPage = lazy(async () => ({
  default: (await import('../features/operator/OperatorPage.tsx')).OperatorPage,
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
      return <RoomEntry key={route.code} code={route.code} />;
    case 'watch':
      return <WatchPage key={route.code} code={route.code} />;
    case 'how-to-play':
      return <HowToPlayPage />;
    case 'about':
      return <AboutPage />;
    case 'not-found':
      return <NotFoundPage />;
    case 'gallery':
      return <GalleryPage />;
    case 'turn':
      return <TurnPage key={route.id} id={route.id} />;
    case 'leaderboard':
      return <LeaderboardPage />;
    case 'player':
      return <PlayerPage key={route.nickname} nickname={route.nickname} />;
    case 'stats':
      return <StatsPage />;
    case 'status':
      return <StatusPage />;
    case 'operator':
      return <OperatorPage />;
  }
}
