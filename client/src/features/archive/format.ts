/** A time as people of this locale read it, to the minute. */
export const formatTime = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** A day of the calendar (UTC), short. */
export const formatDay = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(at);

export const formatNumber = (value: number, locale: string, digits = 0): string =>
  value.toLocaleString(locale, { maximumFractionDigits: digits, minimumFractionDigits: digits });

const MEGABYTE = 1024 * 1024;

export const formatBytes = (bytes: number, locale: string): string =>
  bytes < 1024 * MEGABYTE
    ? `${formatNumber(bytes / MEGABYTE, locale)} MB`
    : `${formatNumber(bytes / MEGABYTE / 1024, locale, 1)} GB`;

/** A length of time in its two largest units. */
export function formatDuration(ms: number, units: { d: string; h: string; min: string; s: string }): string {
  const seconds = Math.floor(ms / 1_000);
  const parts = [
    [Math.floor(seconds / 86_400), units.d],
    [Math.floor(seconds / 3_600) % 24, units.h],
    [Math.floor(seconds / 60) % 60, units.min],
    [seconds % 60, units.s],
  ] as const;
  const first = parts.findIndex(([amount]) => amount > 0);
  const shown = first < 0 ? parts.slice(-1) : parts.slice(first, first + 2);
  return shown.map(([amount, unit]) => `${amount} ${unit}`).join(' ');
}
