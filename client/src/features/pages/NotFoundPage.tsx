import { Footer } from '../../app/Footer.tsx';
import { Header } from '../../app/Header.tsx';
import { Link } from '../../app/Link.tsx';
import { Doodle } from '../../art/Doodle.tsx';
import { useTexts } from '../../texts/index.ts';
import './pages.css';

/** For addresses that lead nowhere. */
export function NotFoundPage() {
  const { notFound } = useTexts();
  return (
    <div className="page">
      <Header />
      <main className="reading nowhere">
        <div className="reading-art">
          <Doodle name="lost" />
        </div>
        <h1>{notFound.title}</h1>
        <p>{notFound.hint}</p>
        <Link className="button primary" to="/">
          {notFound.start}
        </Link>
      </main>
      <Footer />
    </div>
  );
}
