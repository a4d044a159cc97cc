export { inspectUpdate, type GateRules, type Verdict } from './inspect-update.ts';
export { createRateLimit, type RateLimit } from './rate-limit.ts';
export {
  craftUpdate,
  type At,
  type CraftedContent,
  type CraftedSection,
  type CraftedStruct,
} from './crafted-update.ts';
