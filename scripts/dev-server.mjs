// The server of `npm run dev`, from its sources; `tsx watch` runs this file again when one of them changes.
import { start } from '../sync-server/src/standalone.ts';

await start({ startedAtMs: performance.timeOrigin });
