import { Footer } from '../../app/Footer.tsx';
import { Header } from '../../app/Header.tsx';
import { Doodle } from '../../art/Doodle.tsx';
import { useTexts } from '../../texts/index.ts';
import './pages.css';

/** What this is, what it keeps of its players, and what it is made of. */
export function AboutPage() {
  const { about } = useTexts();
  return (
    <div className="page">
      <Header />
      <main className="reading">
        <h1>{about.title}</h1>
        <div className="reading-art">
          <Doodle name="hero" />
        </div>
        {about.chapters.map(({ heading, lines }) => (
          <section key={heading}>
            <h2>{heading}</h2>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </section>
        ))}
      </main>
      <Footer />
    </div>
  );
}
