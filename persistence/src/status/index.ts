export { judge, type Issue, type Judgement, type Reading } from './judge.ts';
export { createStatusWatch, type Machine, type Sample, type StatusWatch } from './watch.ts';
