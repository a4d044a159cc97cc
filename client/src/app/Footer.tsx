import { useTexts } from '../texts/index.ts';
import { Link } from './Link.tsx';

/** Where else one can go, at the end of the screens outside a room. */
export function Footer() {
  const { footer } = useTexts();
  return (
    <footer className="footer">
      <nav aria-label={footer.label}>
        <Link to="/how-to-play">{footer.howToPlay}</Link>
        <Link to="/gallery">{footer.gallery}</Link>
        <Link to="/leaderboard">{footer.leaderboard}</Link>
        <Link to="/stats">{footer.stats}</Link>
        <Link to="/status">{footer.status}</Link>
        <Link to="/about">{footer.about}</Link>
      </nav>
    </footer>
  );
}
