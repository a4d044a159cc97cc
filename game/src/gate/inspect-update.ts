import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { RefusalReason } from '../wire/index.ts';

/** What one writer may do to one document. */
export type GateRules = {
  /** Name of the document's only root, a flat `Y.Array`. */
  root: string;
  /** Whether a Yjs client id was granted to this writer. All ids ever granted to them stay theirs. */
  owns(clientId: number): boolean;
  /** Whether something new may come under it here: each id is written through one process only (SPEC SY-20). */
  writes(clientId: number): boolean;
  /** Whether the writer may delete elements of their own. */
  mayDelete: boolean;
  /** Whether a value is a proper element from this writer. */
  isElement(value: unknown): boolean;
  /** What the document still has room for: elements, and what they cost together. */
  room: { elements: number; cost: number; costOf(value: unknown): number };
};

/**
 * What the gate makes of an update:
 * `apply` this `update`, which is the part of it that is new; `ignore` it, since the document holds all of it already;
 * `gap`, something before it is missing; or `refuse` it, where `client` and `clock` are how far the document goes for the
 * first struct that was wrong (or the writer's own id), and `refused` is the clock of that struct, if it is an element
 * that a writer can leave out.
 */
export type Verdict =
  | { type: 'apply'; update: Uint8Array; elements: number; cost: number }
  | { type: 'ignore' }
  | { type: 'gap'; client: number; clock: number }
  | { type: 'refuse'; reason: RefusalReason; client?: number; clock?: number; refused?: number };

/**
 * Checks a Yjs update (v1) before it is applied, since Yjs cannot take one back (SPEC SY-4, SY-5). Looks at decoded
 * structs only, never at what an author says about them. Whatever the document already holds is no offence, whoever
 * owns it, since stock providers send it again after every reconnect; but it is not looked at either, so it must not
 * reach Yjs: only what the verdict carries may be applied. Never throws, and does work in proportion to the update's
 * bytes.
 */
export function inspectUpdate(doc: Y.Doc, update: Uint8Array, rules: GateRules): Verdict {
  const decoded = decode(update);
  if (decoded === undefined) return { type: 'refuse', reason: 'malformed' };
  const structs = inspectStructs(doc, decoded.structs, rules);
  if (structs.type !== 'new') return structs;
  const deletes = inspectDeletes(doc, decoded.deletes, structs.ends, rules);
  if (deletes.type !== 'new') return deletes;
  const { elements, cost } = structs;
  if (elements === 0 && !deletes.changes) return { type: 'ignore' };
  return { type: 'apply', update: Y.diffUpdate(update, Y.encodeStateVector(doc)), elements, cost };
}

type Struct = Y.Item | Y.GC | Y.Skip;
type Decoded = { structs: Struct[]; deletes: Map<number, { clock: number; len: number }[]> };

/**
 * Yjs reads an update twice in different ways: when it applies one, a second section for the same client replaces the
 * first. Counting sections against clients closes that door (and empty sections).
 */
function decode(update: Uint8Array): Decoded | undefined {
  try {
    const { structs, ds } = Y.decodeUpdate(update);
    const sections = decoding.readVarUint(decoding.createDecoder(update));
    if (new Set(structs.map((struct) => struct.id.client)).size !== sections) return undefined;
    return { structs: structs as Struct[], deletes: ds.clients };
  } catch {
    return undefined;
  }
}

type Gap = Extract<Verdict, { type: 'gap' }>;
type Refusal = Extract<Verdict, { type: 'refuse' }>;
/** New structs; `ends` holds the clocks of their clients after them. */
type NewStructs = { type: 'new'; elements: number; cost: number; ends: ReadonlyMap<number, number> };

function inspectStructs(
  doc: Y.Doc,
  structs: readonly Struct[],
  rules: GateRules,
): NewStructs | Gap | Refusal {
  const ends = new Map<number, number>();
  const clockOf = (client: number): number => ends.get(client) ?? Y.getState(doc.store, client);
  let elements = 0;
  let cost = 0;
  // Ids grow: what a later page of a writer builds on has a smaller one. In this order nothing can go round in circles.
  for (const struct of structs.toSorted((a, b) => a.id.client - b.id.client || a.id.clock - b.id.clock)) {
    const { client, clock } = struct.id;
    const held = clockOf(client);
    // Nothing of an update is applied that is not applied whole: its author does it again from here.
    const stored = Y.getState(doc.store, client);
    if (struct.length < 1) return { type: 'refuse', reason: 'bad-structure', client, clock: stored };
    const end = clock + struct.length;
    if (end <= held) continue;
    if (!rules.writes(client)) return { type: 'refuse', reason: 'forged-id', client, clock: stored };
    if (clock > held) return { type: 'gap', client, clock: stored };
    const refuse = (reason: RefusalReason, refused: number): Refusal => ({
      type: 'refuse',
      reason,
      client,
      clock: stored,
      refused,
    });
    if (!(struct instanceof Y.Item)) return refuse('bad-structure', held);
    const place = placeOf(doc, struct, rules, clockOf);
    if (place === 'unknown') return { type: 'gap', client, clock: stored };
    if (place === 'wrong') return refuse('bad-structure', held);
    if (struct.content instanceof Y.ContentDeleted) {
      if (!rules.mayDelete) return refuse('bad-structure', held);
    } else {
      if (!(struct.content instanceof Y.ContentAny)) return refuse('bad-structure', held);
      const fresh = struct.content.arr.slice(held - clock);
      const wrong = fresh.findIndex((value) => !rules.isElement(value));
      if (wrong >= 0) return refuse('bad-element', held + wrong);
      for (const value of fresh) cost += rules.room.costOf(value);
    }
    elements += end - held;
    if (elements > rules.room.elements || cost > rules.room.cost) return refuse('full', held);
    ends.set(client, end);
  }
  return { type: 'new', elements, cost, ends };
}

/**
 * A push onto the root array is the only `right` place: what an element is to the right of must be there already, and
 * nothing may be to its right, which is how every Yjs client writes `push`. `unknown` is a push behind an element that the
 * document does not hold: one of the writer's own that has not come yet, or one that a crash took from it (SPEC SY-14).
 */
function placeOf(
  doc: Y.Doc,
  item: Y.Item,
  rules: GateRules,
  clockOf: (client: number) => number,
): 'right' | 'unknown' | 'wrong' {
  if (item.rightOrigin !== null || item.parentSub !== null) return 'wrong';
  if (item.origin === null) return item.parent === (rules.root as unknown) ? 'right' : 'wrong';
  const { client, clock } = item.origin;
  if (client === item.id.client) return clock < item.id.clock ? 'right' : 'wrong';
  if (clock >= clockOf(client)) return 'unknown';
  const isHeld = clock < Y.getState(doc.store, client);
  return !isHeld || Y.getItem(doc.store, item.origin) instanceof Y.Item ? 'right' : 'wrong';
}

function inspectDeletes(
  doc: Y.Doc,
  deletes: Decoded['deletes'],
  ends: NewStructs['ends'],
  rules: GateRules,
): { type: 'new'; changes: boolean } | Gap | Refusal {
  let changes = false;
  for (const [client, ranges] of deletes) {
    const held = Y.getState(doc.store, client);
    const known = ends.get(client) ?? held;
    const isOwn = rules.owns(client) && rules.mayDelete;
    for (const { clock, len } of ranges) {
      if (len < 1) return { type: 'refuse', reason: 'bad-structure', client, clock: held };
      if (clock + len <= held && isDeleted(doc, client, clock, len)) continue;
      if (!isOwn) return { type: 'refuse', reason: 'foreign-delete', client, clock: held };
      if (clock + len > known) return { type: 'gap', client, clock: held };
      changes = true;
    }
  }
  return { type: 'new', changes };
}

function isDeleted(doc: Y.Doc, client: number, clock: number, length: number): boolean {
  const structs = doc.store.clients.get(client) ?? [];
  if (structs.length === 0) return false;
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
    const struct = structs[index];
    if (struct === undefined || struct.id.clock >= clock + length) return true;
    if (!struct.deleted) return false;
  }
  return true;
}
