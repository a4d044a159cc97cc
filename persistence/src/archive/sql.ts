export type Query = (
  text: string,
  values?: readonly unknown[],
) => Promise<{ rows: Record<string, unknown>[] }>;

/** What the archive needs of a PostgreSQL client; placeholders are `$1`, `$2` … */
export type Sql = {
  /** Reads. A client may ask twice when the connection is lost, so it is never given what writes. */
  query: Query;
  /**
   * Runs the queries of `task` as one transaction, rolled back if it rejects. A client may run the task again when the
   * attempt before was rolled back, so all that the task does is ask, and answer.
   *
   * @param options patient: may take as long as it takes
   */
  transaction<Result>(
    task: (query: Query) => Promise<Result>,
    options?: { patient?: boolean },
  ): Promise<Result>;
  close(): Promise<void>;
};
