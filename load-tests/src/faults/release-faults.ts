import { cp, mkdtemp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '../checks/index.ts';
import type { Fault } from './fault.ts';
import { rollOver } from './process-faults.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PACKAGES = ['game', 'persistence', 'sync-server'];
const NEXT_VERSION = '0.2.0';

/** What makes these sources the next release: a protocol and a schema that are one further, and another version. */
const CHANGES: readonly (readonly [file: string, change: (text: string) => string])[] = [
  [
    'game/src/wire/control.ts',
    (text) =>
      text.replace(
        /(PROTOCOL_VERSION) = (\d+)/,
        (_, name: string, now: string) => `${name} = ${Number(now) + 1}`,
      ),
  ],
  ['persistence/src/service/open-persistence.ts', (text) => text.replace("'0.1.0'", `'${NEXT_VERSION}'`)],
  ['sync-server/src/main.ts', (text) => text.replace("'0.1.0'", `'${NEXT_VERSION}'`)],
  [
    'persistence/src/archive/migrations.ts',
    (text) => {
      // A step that expands: software of the schema right before it works with what it leaves.
      const before = text.match(/\bcompatibleFrom: \d+/g)?.length ?? 0;
      const step = `{ compatibleFrom: ${before}, statements: ['ALTER TABLE turns ADD COLUMN next_release text'] }`;
      return text.replace(/\n\];\n/, `\n  ${step},\n];\n`);
    },
  ],
];

/** What befalls a game when a release rolls out, and is taken back. */
export const RELEASE_FAULTS: readonly Fault[] = [
  {
    name: 'release-rolled-back',
    does: 'the next release (protocol, schema and version one further) rolls out and is rolled back, one process after the other',
    withinS: 6,
    needs: { persistence: 2, sync: 2 },
    async act({ stage, note }) {
      const next = await copyAsNextRelease();
      const all = [...stage.persistence, ...stage.sync];
      try {
        await rollOver(all, next);
        note(`rolled out: ${await versionsOf(stage.persistence)}`);
        await rollOver(all);
        note(`rolled back: ${await versionsOf(stage.persistence)}`);
      } finally {
        await rm(next, { recursive: true, force: true });
      }
    },
  },
];

async function versionsOf(instances: readonly { url: string }[]): Promise<string> {
  const versions: string[] = [];
  for (const { url } of instances) {
    const answer = (await (await fetch(`${url}/health`)).json()) as { version: string };
    versions.push(answer.version);
  }
  return versions.join(', ');
}

/** Copies the sources into a temporary directory, with what the next release would change of itself. */
async function copyAsNextRelease(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'drawguess-release-'));
  for (const name of PACKAGES)
    await cp(join(ROOT, name), join(copy, name), {
      recursive: true,
      filter: (path) => !path.endsWith('/dist'),
      verbatimSymlinks: true,
    });
  for (const name of ['package.json', 'tsconfig.base.json', 'tsconfig.json'])
    await cp(join(ROOT, name), join(copy, name));
  await mkdir(join(copy, 'client'));
  await symlink(join(ROOT, 'client/dist'), join(copy, 'client/dist'));
  // Found by path, not by name.
  await mkdir(join(copy, 'node_modules/@drawguess'), { recursive: true });
  for (const name of await readdir(join(ROOT, 'node_modules')))
    if (name !== '@drawguess')
      await symlink(join(ROOT, 'node_modules', name), join(copy, 'node_modules', name));
  for (const name of PACKAGES) await symlink(join(copy, name), join(copy, 'node_modules/@drawguess', name));

  for (const [file, change] of CHANGES) {
    const text = await readFile(join(copy, file), 'utf8');
    const changed = change(text);
    expect(changed !== text, `Nothing in ${file} is as the next release would change it.`);
    await writeFile(join(copy, file), changed);
  }
  return copy;
}
