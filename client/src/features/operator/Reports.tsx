import { useCallback, useState } from 'react';
import { turnPath } from '../../app/route.ts';
import { useTexts } from '../../texts/index.ts';
import { Confirm } from '../archive/Confirm.tsx';
import { formatTime } from '../archive/format.ts';
import { Link } from '../../app/Link.tsx';
import { More } from '../archive/More.tsx';
import { usePages } from '../archive/use-pages.ts';
import { explainFailure } from '../elements/explain-failure.ts';
import { pictureOf } from '../gallery/turns-api.ts';
import { ban, dismissReport, listReports, removeTurn, type OpenReport } from './operator-api.ts';

/** Days for which a report's drawer is banned. */
const BAN_DAYS = 7;

/** What was reported and waits, the latest first. */
export function Reports({ token }: { token: string }) {
  const { operator } = useTexts();
  const pages = usePages(useCallback((before?: string) => listReports(token, before), [token]));
  /** Reports and turns that were dealt with here. */
  const [done, setDone] = useState<readonly string[]>([]);
  const waiting = pages.items.filter(({ id, turn }) => !done.includes(id) && !done.includes(turn.id));
  return (
    <section aria-labelledby="reports">
      <h2 id="reports">{operator.reports}</h2>
      {pages.state === 'loading' && waiting.length === 0 && <p className="reason">{operator.loading}</p>}
      {pages.state === 'ready' && waiting.length === 0 && !pages.hasMore && <p>{operator.noReports}</p>}
      <ul className="operator-reports">
        {waiting.map((report) => (
          <ReportItem
            key={report.id}
            token={token}
            report={report}
            onDone={(id) => setDone((before) => [...before, id])}
          />
        ))}
      </ul>
      <More pages={pages} />
    </section>
  );
}

type ReportItemProps = { token: string; report: OpenReport; onDone: (id: string) => void };

function ReportItem({ token, report: { id, reason, text, at, turn }, onDone }: ReportItemProps) {
  const texts = useTexts();
  const { operator, archive, gallery, locale } = texts;
  const [said, setSaid] = useState('');
  const names = turn.drawers.map(({ nickname }) => nickname).join(', ');
  const label = gallery.drawing(turn.word, names);

  const attempt = (task: () => Promise<void>) => () => {
    task().catch((error: unknown) => setSaid(explainFailure(error, texts)));
  };
  const remove = attempt(async () => {
    await removeTurn(token, turn.id);
    onDone(turn.id);
  });
  const dismiss = attempt(async () => {
    await dismissReport(token, id);
    onDone(id);
  });
  const banDrawers = attempt(async () => {
    for (const { playerId } of turn.drawers) await ban(token, { playerId }, BAN_DAYS);
    setSaid(operator.banned(names, BAN_DAYS));
  });

  return (
    <li className="sheet">
      <Link to={turnPath(turn.id)}>
        <span className="canvas-frame">
          <img src={pictureOf(turn)} alt={label} width={1600} height={900} loading="lazy" />
        </span>
      </Link>
      <p>
        <strong>{archive.report.reasons[reason as keyof typeof archive.report.reasons] ?? reason}</strong>
        {text !== '' && ` · ${text}`}
        <br />
        <span className="reason">
          {label} · {formatTime(at, locale)}
        </span>
      </p>
      <div className="row">
        <Confirm
          label={operator.remove}
          question={operator.removeQuestion}
          consequence={operator.removeConsequence}
          confirm={operator.remove}
          onConfirm={remove}
        />
        <Confirm
          label={operator.dismiss}
          question={operator.dismissQuestion}
          consequence={operator.dismissConsequence}
          confirm={operator.dismiss}
          onConfirm={dismiss}
        />
        <Confirm
          label={operator.banDrawer(BAN_DAYS)}
          question={operator.banQuestion(names)}
          consequence={operator.banConsequence}
          confirm={operator.ban}
          onConfirm={banDrawers}
        />
      </div>
      <output className="reason">{said}</output>
    </li>
  );
}
