import * as encoding from 'lib0/encoding';

/** A place in a client's sequence of elements. */
export type At = readonly [client: number, clock: number];

/** A struct as it stands in an update; `content` is by default one element, the text `x`. */
export type CraftedStruct =
  | { gc: number }
  | { skip: number }
  | { content?: CraftedContent; origin?: At; rightOrigin?: At; parent?: string | At; parentSub?: string };

export type CraftedContent =
  | { any: readonly unknown[] }
  | { deleted: number }
  | { json: readonly string[] }
  | { binary: Uint8Array }
  | { string: string }
  | { embed: unknown }
  | { format: readonly [key: string, value: unknown] }
  /** Number of a Yjs type: 0 array, 1 map, 2 text … */
  | { type: number }
  | { doc: string };

export type CraftedSection = { client: number; clock: number; structs: readonly CraftedStruct[] };

/** Writes a Yjs update (v1) byte for byte, so that it can be one that no Yjs would write. For tests of the gate. */
export function craftUpdate(
  sections: readonly CraftedSection[],
  deletes: Readonly<Record<number, readonly (readonly [clock: number, length: number])[]>> = {},
): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, sections.length);
  for (const { client, clock, structs } of sections) {
    encoding.writeVarUint(encoder, structs.length);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    for (const struct of structs) writeStruct(encoder, struct);
  }
  const clients = Object.entries(deletes);
  encoding.writeVarUint(encoder, clients.length);
  for (const [client, ranges] of clients) {
    encoding.writeVarUint(encoder, Number(client));
    encoding.writeVarUint(encoder, ranges.length);
    for (const range of ranges) writeNumbers(encoder, range);
  }
  return encoding.toUint8Array(encoder);
}

const REFS = {
  deleted: 1,
  json: 2,
  binary: 3,
  string: 4,
  embed: 5,
  format: 6,
  type: 7,
  any: 8,
  doc: 9,
} as const;

function writeStruct(encoder: encoding.Encoder, struct: CraftedStruct): void {
  if ('gc' in struct) {
    encoding.writeUint8(encoder, 0);
    return encoding.writeVarUint(encoder, struct.gc);
  }
  if ('skip' in struct) {
    encoding.writeUint8(encoder, 10);
    return encoding.writeVarUint(encoder, struct.skip);
  }
  const { content = { any: ['x'] }, origin, rightOrigin, parent = 'ink', parentSub } = struct;
  const [kind] = Object.keys(content) as (keyof typeof REFS)[];
  const flags = (origin ? 0x80 : 0) | (rightOrigin ? 0x40 : 0) | (parentSub ? 0x20 : 0);
  const info = (kind === undefined ? 0 : REFS[kind]) | flags;
  encoding.writeUint8(encoder, info);
  if (origin) writeNumbers(encoder, origin);
  if (rightOrigin) writeNumbers(encoder, rightOrigin);
  if (!origin && !rightOrigin) {
    encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0);
    if (typeof parent === 'string') encoding.writeVarString(encoder, parent);
    else writeNumbers(encoder, parent);
    if (parentSub) encoding.writeVarString(encoder, parentSub);
  }
  writeContent(encoder, content);
}

function writeContent(encoder: encoding.Encoder, content: CraftedContent): void {
  if ('deleted' in content) encoding.writeVarUint(encoder, content.deleted);
  else if ('binary' in content) encoding.writeVarUint8Array(encoder, content.binary);
  else if ('string' in content) encoding.writeVarString(encoder, content.string);
  else if ('embed' in content) encoding.writeVarString(encoder, JSON.stringify(content.embed));
  else if ('type' in content) encoding.writeVarUint(encoder, content.type);
  else if ('format' in content) {
    encoding.writeVarString(encoder, content.format[0]);
    encoding.writeVarString(encoder, JSON.stringify(content.format[1]));
  } else if ('doc' in content) {
    encoding.writeVarString(encoder, content.doc);
    encoding.writeAny(encoder, {});
  } else if ('json' in content) {
    encoding.writeVarUint(encoder, content.json.length);
    for (const text of content.json) encoding.writeVarString(encoder, text);
  } else {
    encoding.writeVarUint(encoder, content.any.length);
    for (const value of content.any) encoding.writeAny(encoder, value as never);
  }
}

function writeNumbers(encoder: encoding.Encoder, numbers: readonly number[]): void {
  for (const number of numbers) encoding.writeVarUint(encoder, number);
}
