import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '../checks/index.ts';
import type { DiskStage } from './disk-stage.ts';
import type { Fault } from './fault.ts';

const FULL_MS = 8_000;
const SAYS_SO = /ENOSPC|no space left/i;

/** What befalls a server that keeps everything in files. */
export const DISK_FAULTS: readonly Fault<DiskStage>[] = [
  {
    name: 'disk-full',
    does: 'the disk of a server that keeps everything in files is full for 8 s',
    withinS: 15,
    needs: { mount: true },
    async act({ stage, note }) {
      await stage.fill();
      try {
        await sleep(FULL_MS);
        const line = stage.printed().find((printed) => SAYS_SO.test(printed));
        expect(line !== undefined, 'The server does not say that its disk is full.');
        note(`it says: ${line.slice(0, 200)}`);
      } finally {
        await stage.free();
      }
    },
  },
];
