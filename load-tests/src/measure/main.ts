// `npm run measure -- [--cut 20]`: what ink costs in bytes on real sockets, against the limits (SPEC IN-10).
import { parseArgs } from 'node:util';
import { startTemporaryServer } from '../bots/index.ts';
import { measure, type Row } from './measure.ts';

const { values } = parseArgs({ options: { cut: { type: 'string', default: '20' } } });
const server = await startTemporaryServer();
const rows = await measure(server.url, Number(values.cut) * 1_000);
await server.close();

const isOver = ({ measured, limit }: Row): boolean =>
  limit !== undefined && !(measured > 0 && measured <= limit);
const inBytes = (bytes: number | undefined, digits = 0): string =>
  bytes === undefined
    ? ''
    : `${bytes.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })} B`;
const table = [
  ['what', 'measured', 'limit', ''],
  ...rows.map((row) => [
    row.what,
    inBytes(row.measured, row.digits),
    inBytes(row.limit, row.digits),
    row.limit === undefined ? '' : isOver(row) ? 'FAIL' : 'ok',
  ]),
];
const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
for (const [what = '', ...cells] of table) {
  const columns = cells.map((cell, index) => cell.padStart(widths[index + 1] ?? 0));
  console.log([what.padEnd(widths[0] ?? 0), ...columns].join('  ').trimEnd());
}
const judged = rows.filter(({ limit }) => limit !== undefined);
const failed = judged.filter(isOver).length;
console.log(`${judged.length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;
