import { Footer } from '../../app/Footer.tsx';
import { Header } from '../../app/Header.tsx';
import { useTexts } from '../../texts/index.ts';
import { HowItGoes } from '../home/HowItGoes.tsx';
import './pages.css';

/** The rules with pictures, for those who have never played. */
export function HowToPlayPage() {
  const { howTo } = useTexts();
  return (
    <div className="page">
      <Header />
      <main className="reading">
        <h1>{howTo.title}</h1>
        <HowItGoes />
        {howTo.chapters.map(({ heading, lines }) => (
          <section key={heading}>
            <h2>{heading}</h2>
            <ul className="plain-list">
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        ))}
      </main>
      <Footer />
    </div>
  );
}
