import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { startRedis, type RunningRedis } from '@drawguess/persistence/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { RedisPersistence } from 'y-redis';
import * as Y from 'yjs';

let redis: RunningRedis;
const opened: RedisPersistence[] = [];

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());
afterEach(async () => {
  for (const one of opened.splice(0)) await one.destroy();
});

/** A process's copy of a document, kept in step through Redis by y-redis. */
async function openCopy(name: string) {
  const persistence = new RedisPersistence({ redisOpts: redis.url });
  opened.push(persistence);
  const doc = new Y.Doc();
  await persistence.bindState(name, doc).synced;
  const ink = doc.getArray<string>('ink');
  return { persistence, ink, strokes: () => ink.toArray().join() };
}

describe('y-redis 1.0.3 (decisions/001)', () => {
  it('carries updates from one process to another', async () => {
    const [a, b] = [await openCopy('plain'), await openCopy('plain')];
    a.ink.push(['one']);
    await expect.poll(b.strokes).toBe('one');
  });

  it('hears nothing more of a document whose updates were compacted', async () => {
    const [a, b] = [await openCopy('compacted'), await openCopy('compacted')];
    for (const stroke of ['one', 'two', 'three']) {
      a.ink.push([stroke]);
      await expect.poll(b.strokes).toContain(stroke);
    }
    const { redis: client } = a.persistence;
    const updates = await client.lrangeBuffer('compacted:updates', 0, -1);
    await client
      .multi()
      .del('compacted:updates')
      .rpush('compacted:updates', Buffer.from(Y.mergeUpdates(updates)))
      .exec();
    a.ink.push(['four']);
    // What comes after it on the same connections has arrived: so has the word of the fourth stroke.
    const [c, d] = [await bind(a.persistence, 'other'), await bind(b.persistence, 'other')];
    c.push(['later']);
    await expect.poll(() => d.toArray()).toEqual(['later']);
    expect(await client.llen('compacted:updates')).toBe(2);
    expect(b.strokes()).toBe('one,two,three');
  });

  it('lacks what was published while its subscription was cut, until somebody draws again', async () => {
    const [a, b] = [await openCopy('cut'), await openCopy('cut')];
    const { sub } = b.persistence;
    sub.disconnect();
    await once(sub, 'end');
    a.ink.push(['one']);
    await expect.poll(() => a.persistence.redis.llen('cut:updates')).toBe(1);
    await sub.connect();
    await sub.subscribe('cut');
    const [c, d] = [await bind(a.persistence, 'beside'), await bind(b.persistence, 'beside')];
    c.push(['later']);
    await expect.poll(() => d.toArray()).toEqual(['later']);
    expect(b.strokes()).toBe('');
    a.ink.push(['two']);
    await expect.poll(b.strokes).toBe('one,two');
  });

  it('ends the process when Redis refuses an update', async () => {
    const script = fileURLToPath(new URL('edit-refused.mjs', import.meta.url));
    const child = spawn(process.execPath, [script, redis.url]);
    const [printed, complained, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit') as Promise<[number]>,
    ]);
    expect({ printed, code }).toEqual({ printed: 'bound\n', code: 1 });
    expect(complained).toContain('WRONGTYPE');
  });

  it('asks for ioredis 4', () => {
    const { dependencies } = createRequire(import.meta.url)('y-redis/package.json') as {
      dependencies: Record<string, string>;
    };
    expect(dependencies['ioredis']).toMatch(/^\^4\./);
  });
});

async function bind(persistence: RedisPersistence, name: string): Promise<Y.Array<string>> {
  const doc = new Y.Doc();
  await persistence.bindState(name, doc).synced;
  return doc.getArray<string>('ink');
}
