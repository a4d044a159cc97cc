import { printTable } from '../checks/index.ts';
import type { FaultReport } from './play-fault.ts';
import type { Count } from './tally.ts';

const HEADING = [
  'fault',
  'strokes sent/lost/doubled',
  'late',
  'guesses sent/lost/doubled',
  'turns expected/archived/doubled',
  'recovered',
  'within',
  'copies same/other/away',
  'verdict',
];

const countOf = ({ sent, lost, doubled }: Count): string => `${sent} / ${lost} / ${doubled}`;

function cellsOf(report: FaultReport): string[] {
  const { fault, strokes, lateStrokes, guesses, turns, copies, recoveredS, passed } = report;
  return [
    fault.name,
    countOf(strokes),
    String(lateStrokes),
    countOf(guesses),
    `${turns.expected} / ${turns.archived} / ${turns.doubled}`,
    Number.isNaN(recoveredS) ? 'never' : `${recoveredS.toFixed(1)} s`,
    `${fault.withinS} s`,
    `${copies.same} / ${copies.differs} / ${copies.unseen}`,
    passed ? 'ok' : 'FAIL',
  ];
}

/** Prints a fault's row as it ends, and all that was wrong below it. */
export function printRow(report: FaultReport): void {
  const [name = '', ...cells] = cellsOf(report);
  console.log(
    `${report.passed ? '✔' : '✘'} ${name}: ${cells.map((cell, index) => `${HEADING[index + 1]} ${cell}`).join(' · ')}`,
  );
  for (const note of report.notes) console.log(`    ${note}`);
  for (const what of new Set(report.broken)) console.log(`    ✘ ${what}`);
}

/** Prints all rows as a table. Returns how many faults were not survived. */
export function printReport(reports: readonly FaultReport[]): number {
  console.log();
  printTable([HEADING, ...reports.map(cellsOf)]);
  return reports.filter(({ passed }) => !passed).length;
}
