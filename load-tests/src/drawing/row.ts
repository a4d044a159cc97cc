/** One line of the result. Without a limit it is there to compare with; `digits` are behind the point. */
export type Row = {
  readonly what: string;
  readonly measured: number;
  readonly limit?: number | undefined;
  readonly unit?: string;
  readonly digits?: number;
};
