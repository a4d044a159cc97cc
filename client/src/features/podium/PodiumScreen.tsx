import type { PhaseView, RoomView } from '@drawguess/game/documents';
import { send, useGame } from '../../store/game.ts';
import { useTexts, type Texts } from '../../texts/index.ts';
import { Refusal } from '../elements/Refusal.tsx';
import { Title } from '../elements/Title.tsx';
import { Gallery } from '../gallery/Gallery.tsx';
import { ChatPanel } from '../turn/ChatPanel.tsx';
import { Steps } from './Steps.tsx';

type Standing = Extract<PhaseView, { type: 'podium' }>['standings'][number];

export function PodiumScreen({
  room,
  phase,
}: {
  room: RoomView;
  phase: Extract<PhaseView, { type: 'podium' }>;
}) {
  const texts = useTexts();
  const myId = useGame((game) => game.place?.playerId);
  const host = room.players.find(({ playerId }) => playerId === room.hostId)?.nickname ?? '';

  return (
    <main className="podium-page" data-testid="phase-podium">
      <section className="sheet podium">
        <Title>{headline(phase.standings, texts)}</Title>
        <Steps room={room} standings={phase.standings} />
        <ol className="standings" data-testid="standings">
          {phase.standings.map(({ playerId, nickname, score, rank }) => (
            <li key={playerId} data-me={playerId === myId} data-testid="standing">
              <span className="standing-rank">{texts.podium.rank(rank)}</span>
              <span className="standing-name">{nickname}</span>
              <span className="standing-score">{texts.players.score(score)}</span>
            </li>
          ))}
        </ol>
        {myId === room.hostId ? (
          <button type="button" className="button primary wide" onClick={() => send({ type: 'again' })}>
            {texts.podium.again}
          </button>
        ) : (
          <output className="reason">{texts.podium.waitForHost(host)}</output>
        )}
        <Refusal />
      </section>
      <section className="sheet podium-chat" aria-label={texts.chat.title}>
        <ChatPanel room={room} />
      </section>
      <Gallery />
    </main>
  );
}

function headline(standings: readonly Standing[], { podium, locale }: Texts): string {
  const winners = standings
    .filter(({ rank, score }) => rank === 1 && score > 0)
    .map(({ nickname }) => nickname);
  if (winners.length === 0) return podium.title;
  const names = new Intl.ListFormat(locale).format(winners);
  return winners.length === 1 ? podium.winnerTitle(names) : podium.tieTitle(names);
}
