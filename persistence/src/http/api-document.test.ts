import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { setUp } from './staged-http.ts';

const DOCUMENT = new URL('../../../docs/API.md', import.meta.url);

/** Routes of a tree as Fastify prints it: each line has the rest of its parent's path, and its methods. */
function routesIn(tree: string): string[] {
  const parents: string[] = [];
  return [...tree.matchAll(/^(.*)── (\S*) \(([A-Z, ]+)\)$/gm)].flatMap(
    ([, { length } = '', rest = '', methods = '']) => {
      const depth = Math.floor(length / 4);
      const path = (parents[depth - 1] ?? '') + rest;
      parents.splice(depth, Infinity, path);
      return methods.split(', ').map((method) => `${method} ${path}`);
    },
  );
}

it('docs/API.md lists every route, and none besides', async () => {
  const { app } = setUp();
  await app.ready();
  const rows = readFileSync(DOCUMENT, 'utf8').matchAll(/^\| `((?:GET|POST) \S+)`/gm);
  const served = routesIn(app.printRoutes({ commonPrefix: false }));
  expect(new Set(Array.from(rows, ([, route]) => route))).toEqual(
    new Set(served.filter((route) => /^(GET|POST) /.test(route))),
  );
  await app.close();
});
