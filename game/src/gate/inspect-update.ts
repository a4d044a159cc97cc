import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { RefusalReason } from '../wire/index.ts';

/** What one writer may do to one document. */
export type GateRules = {
  /** Name of the document's only root, a flat `Y.Array`. */
  root: string;
  /** Whether a Yjs client id was granted to this writer. All ids ever granted to them stay theirs. */
  owns(clientId: number): boolean;
  /** Whether the writer may delete elements of their own. */
  mayDelete: boolean;
  /** Whether a value is a proper element from this writer. */
  isElement(value: unknown): boolean;
  /** Elements, and characters in them, that the document still has room for. */
  room: { elements: number; chars: number };
};

/**
 * What the gate makes of an update:
 * `apply` it; `ignore` it, since the document holds all of it already; `gap`, something before it is missing; or
 * `refuse` it, where `client` and `clock` are how far the document goes for the first struct that was wrong (or the
 * writer's own id), and `refused` is the clock of that struct, if it is an element that a writer can leave out.
 */
export type Verdict =
  | { type: 'apply'; elements: number; chars: number }
  | { type: 'ignore' }
  | { type: 'gap'; client: number; clock: number }
  | { type: 'refuse'; reason: RefusalReason; client?: number; clock?: number; refused?: number };

/**
 * Checks a Yjs update (v1) before it is applied, since Yjs cannot take one back (SPEC SY-3 … SY-5). Looks at decoded
 * structs only, never at what an author says about them. Whatever the document already holds is no offence, whoever
 * owns it: stock providers send it again after every reconnect. Never throws, and does work in proportion to the
 * update's bytes.
 */
export function inspectUpdate(doc: Y.Doc, update: Uint8Array, rules: GateRules): Verdict {
  const decoded = decode(update);
  if (decoded === undefined) return { type: 'refuse', reason: 'malformed' };
  const structs = inspectStructs(doc, decoded.structs, rules);
  if (structs.type === 'gap' || structs.type === 'refuse') return structs;
  const deletes = inspectDeletes(doc, decoded.deletes, structs.ends, rules);
  if (deletes.type === 'refuse') return deletes;
  const { elements, chars } = structs;
  return elements > 0 || deletes.type === 'apply' ? { type: 'apply', elements, chars } : { type: 'ignore' };
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
/** New structs, all of one writer; `ends` is that writer's clock after them. */
type NewStructs = { type: 'new'; elements: number; chars: number; ends: { client: number; clock: number } | undefined };

function inspectStructs(doc: Y.Doc, structs: readonly Struct[], rules: GateRules): NewStructs | Gap | Refusal {
  let writer: number | undefined;
  let next = 0;
  let elements = 0;
  let chars = 0;
  for (const struct of structs) {
    const { client, clock } = struct.id;
    const held = client === writer ? next : Y.getState(doc.store, client);
    if (struct.length < 1) return { type: 'refuse', reason: 'bad-structure', client, clock: held };
    if (clock + struct.length <= held) continue;
    if (!rules.owns(client)) return { type: 'refuse', reason: 'forged-id', client, clock: held };
    if (clock > held) return { type: 'gap', client, clock: held };
    // A page writes under one id at a time: new structs of two ids in one update are forged, and could form a cycle.
    if (writer !== undefined && client !== writer) {
      return { type: 'refuse', reason: 'bad-structure', client, clock: held };
    }
    const refuse = (reason: RefusalReason): Refusal => ({ type: 'refuse', reason, client, clock: held, refused: clock });
    if (!(struct instanceof Y.Item) || !isFlatAppend(doc, struct, rules.root)) return refuse('bad-structure');
    if (struct.content instanceof Y.ContentDeleted) {
      if (!rules.mayDelete || struct.length > rules.room.elements) return refuse('bad-structure');
    } else {
      if (!(struct.content instanceof Y.ContentAny)) return refuse('bad-structure');
      const fresh = struct.content.arr.slice(held - clock);
      const wrong = fresh.findIndex((value) => !rules.isElement(value));
      if (wrong >= 0) return { type: 'refuse', reason: 'bad-element', client, clock: held, refused: held + wrong };
      for (const value of fresh) chars += typeof value === 'string' ? value.length : 0;
    }
    elements += clock + struct.length - held;
    if (elements > rules.room.elements || chars > rules.room.chars) return refuse('full');
    writer = client;
    next = clock + struct.length;
  }
  return { type: 'new', elements, chars, ends: writer === undefined ? undefined : { client: writer, clock: next } };
}

/**
 * A push onto the root array and nothing else: what an element is to the right of must be there already, and nothing
 * may be to its right, which is how every Yjs client writes `push`.
 */
function isFlatAppend(doc: Y.Doc, item: Y.Item, root: string): boolean {
  if (item.rightOrigin !== null || item.parentSub !== null) return false;
  if (item.origin === null) return item.parent === (root as unknown);
  if (item.parent !== null) return false;
  const { client, clock } = item.origin;
  if (client === item.id.client) return clock < item.id.clock;
  return clock < Y.getState(doc.store, client) && Y.getItem(doc.store, item.origin) instanceof Y.Item;
}

function inspectDeletes(
  doc: Y.Doc,
  deletes: Decoded['deletes'],
  ends: NewStructs['ends'],
  rules: GateRules,
): { type: 'apply' | 'ignore' } | Refusal {
  let changes = false;
  for (const [client, ranges] of deletes) {
    const held = Y.getState(doc.store, client);
    const known = client === ends?.client ? ends.clock : held;
    for (const { clock, len } of ranges) {
      if (len < 1 || clock + len > known) return { type: 'refuse', reason: 'bad-structure', client, clock: held };
      if (clock + len <= held && isDeleted(doc, client, clock, len)) continue;
      if (!rules.owns(client) || !rules.mayDelete) {
        return { type: 'refuse', reason: 'foreign-delete', client, clock: held };
      }
      changes = true;
    }
  }
  return { type: changes ? 'apply' : 'ignore' };
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
