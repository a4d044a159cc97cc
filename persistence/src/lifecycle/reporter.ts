/** Where errors go that are nobody's answer. */
export type Reporter = {
  report(error: unknown): void;
  /** Until then nothing is told: what goes wrong before there is a logger ends the start, and is told by that. */
  reportTo(logger: { error(error: unknown): void }): void;
};

export function createReporter(): Reporter {
  let report = (_error: unknown): void => undefined;
  return {
    report: (error) => report(error),
    reportTo(logger) {
      report = (error) => logger.error(error);
    },
  };
}
