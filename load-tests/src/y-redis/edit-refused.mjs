// A process that edits a document of which Redis refuses updates. It prints what it reaches.
import { RedisPersistence } from 'y-redis';
import * as Y from 'yjs';

const doc = new Y.Doc();
const persistence = new RedisPersistence({ redisOpts: process.argv[2] ?? '' });
await persistence.bindState('refused', doc).synced;
console.log('bound');
await persistence.redis.del('refused:updates');
await persistence.redis.set('refused:updates', 'no list');
doc.getArray('ink').push(['a stroke']);
setTimeout(() => console.log('still here'), 5_000);
