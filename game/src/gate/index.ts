export { inspectUpdate, type GateRules, type Verdict } from './inspect-update.ts';
export { createRateLimit, type RateLimit } from './rate-limit.ts';
