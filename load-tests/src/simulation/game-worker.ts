// A process of `npm run simulate -- --workers N`: plays the seeds that it is sent, one after another.
import { playSeed, type SeedTask } from './play-seed.ts';

process.on('message', (task: SeedTask) => {
  playSeed(task).then(
    (report) => process.send?.(report),
    () => process.exit(1),
  );
});
process.on('disconnect', () => process.exit());
