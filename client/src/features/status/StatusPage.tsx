import { useTexts } from '../../texts/index.ts';
import { ArchivePage } from '../archive/ArchivePage.tsx';
import { Failure } from '../archive/Failure.tsx';
import { formatBytes, formatDuration, formatNumber, formatTime } from '../archive/format.ts';
import { useLoad } from '../archive/use-load.ts';
import { fetchStatus, type Status, type TrendName } from './status-api.ts';
import { Trend } from './Trend.tsx';
import './status.css';

const REFRESH_MS = 15_000;

/** How the server is, for whoever wonders whether it is them or us. */
export function StatusPage() {
  const { archive, serverStatus } = useTexts();
  const loaded = useLoad(fetchStatus, REFRESH_MS);
  return (
    <ArchivePage title={archive.pages.status}>
      {loaded.state === 'failed' && <Failure error={loaded.error} onRetry={loaded.retry} />}
      {loaded.state === 'loading' && <p className="reason">{archive.loading}</p>}
      {loaded.state === 'ready' && (
        <>
          {loaded.isStale && (
            <p className="problem" role="alert">
              {serverStatus.stale}
            </p>
          )}
          <Verdict status={loaded.value} />
          <Trends status={loaded.value} />
          <Dependencies status={loaded.value} />
          <Numbers status={loaded.value} />
        </>
      )}
    </ArchivePage>
  );
}

function Verdict({ status: { status, score, issues } }: { status: Status }) {
  const { serverStatus: texts } = useTexts();
  return (
    <section className="sheet verdict" data-status={status}>
      <h2>{texts.verdicts[status]}</h2>
      <p>{texts.score(score)}</p>
      {issues.length > 0 && (
        <ul className="issues">
          {issues.map(({ code, message, severity }) => (
            <li key={`${code}${message}`} data-severity={severity}>
              {texts.issues[code]?.(message) ?? message}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Trends({ status: { trends } }: { status: Status }) {
  const { serverStatus: texts, locale } = useTexts();
  const number = (value: number): string => formatNumber(value, locale);
  const milliseconds = (value: number): string => `${formatNumber(value, locale, 1)} ms`;
  const percent = (value: number): string => `${formatNumber(100 * value, locale)} %`;
  const shown: [TrendName, (value: number) => string][] = [
    ['requests', number],
    ['failedRequests', number],
    ['answerMs', milliseconds],
    ['loopDelayMs', milliseconds],
    ['loopBusy', percent],
    ['heapBytes', (value) => formatBytes(value, locale)],
    ['loadPerCpu', (value) => formatNumber(value, locale, 2)],
    ['roomsOpen', number],
    ['commands', number],
  ];
  return (
    <section aria-labelledby="trends">
      <h2 id="trends">{texts.trends}</h2>
      {trends.at.length === 0 && <p className="reason">{texts.noTrends}</p>}
      <div className="trends">
        {shown.map(([name, show]) => (
          <Trend
            key={name}
            name={texts.trendNames[name]}
            samples={trends[name]}
            show={show}
            sentence={texts.trendSentence}
          />
        ))}
      </div>
    </section>
  );
}

function Dependencies({ status: { dependencies } }: { status: Status }) {
  const { serverStatus: texts } = useTexts();
  return (
    <section aria-labelledby="dependencies">
      <h2 id="dependencies">{texts.dependencies}</h2>
      <ul className="dependencies">
        {dependencies.map(({ name, ok, ms, required }) => (
          <li key={name} data-ok={ok}>
            {texts.dependency(texts.dependencyNames[name] ?? name, ok, Math.round(ms), required)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Numbers({ status: { system, application, runtime, prometheus } }: { status: Status }) {
  const { serverStatus: texts, locale } = useTexts();
  const bytes = (value: number): string => formatBytes(value, locale);
  const groups = [
    [
      texts.application,
      [
        [texts.version, `${application.version} (${application.commit.slice(0, 7)})`],
        [texts.uptime, formatDuration(application.uptimeMs, texts.units)],
        [texts.trendNames.roomsOpen, formatNumber(application.roomsOpen, locale)],
        [texts.publicRooms, formatNumber(application.publicRooms, locale)],
        [texts.commands, formatNumber(application.commands, locale)],
        [texts.unarchived, formatNumber(application.unarchived, locale)],
      ],
    ],
    [
      texts.runtime,
      [
        [texts.heap, texts.of(bytes(runtime.heapBytes), bytes(runtime.heapLimitBytes))],
        [texts.trendNames.loopDelayMs, `${formatNumber(runtime.loopDelayMs, locale, 1)} ms`],
        [texts.trendNames.loopBusy, `${formatNumber(100 * runtime.loopBusy, locale)} %`],
      ],
    ],
    [
      texts.system,
      [
        [texts.memoryFree, texts.of(bytes(system.memoryFreeBytes), bytes(system.memoryBytes))],
        [texts.cpus, formatNumber(system.cpus, locale)],
        [texts.trendNames.loadPerCpu, formatNumber(system.loadPerCpu, locale, 2)],
      ],
    ],
  ] as const;
  return (
    <>
      {groups.map(([title, figures]) => (
        <section key={title}>
          <h2>{title}</h2>
          <dl className="figures">
            {figures.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <section>
        <h2>{texts.prometheus}</h2>
        <p>
          {prometheus.readAt === undefined
            ? texts.prometheusNever
            : texts.prometheusStates[prometheus.state](formatTime(prometheus.readAt, locale))}
        </p>
      </section>
    </>
  );
}
