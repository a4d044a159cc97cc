export { verifyScores, type Mismatch, type Verification } from './verify-scores.ts';
