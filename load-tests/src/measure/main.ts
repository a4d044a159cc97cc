// `npm run measure -- [--cut 20]`: what ink costs in bytes on real sockets, against the limits (SPEC IN-10).
import { parseArgs } from 'node:util';
import { startTemporaryServer } from '../bots/index.ts';
import { reportBudgets } from '../checks/index.ts';
import { measure, type Row } from './measure.ts';

const { values } = parseArgs({ options: { cut: { type: 'string', default: '20' } } });
const server = await startTemporaryServer();
const rows = await measure(server.url, Number(values.cut) * 1_000);
await server.close();

const failed = reportBudgets(
  rows,
  (bytes, { digits = 0 }: Row) =>
    `${bytes.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })} B`,
  (measured, limit) => !(measured > 0 && measured <= limit),
);
process.exitCode = failed === 0 ? 0 : 1;
