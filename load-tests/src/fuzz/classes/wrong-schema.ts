import { craftUpdate, type CraftedContent } from '@drawguess/game/gate';
import { encodeOperation, MAX_OPERATION_CHARS } from '@drawguess/game/ink';
import type { HostileClass, Variant } from '../attack.ts';
import { uuid } from '../honest-player.ts';
import { canvasNow, onOwn, properItem, randomBytes, section, updateShot, type Aim } from '../crafting.ts';

type ItemChanges = Parameters<typeof properItem>[1];

/** A push that is wrong as a struct, wherever it is sent. */
const misplaced = (name: string, changes: (aim: Aim) => ItemChanges, needsElements = false): Variant[] =>
  onOwn(
    name,
    (aim) => updateShot(aim, craftUpdate([section(aim, [properItem(aim, changes(aim))])]), 'bad-structure'),
    { needsElements },
  );

/** A push of something that is no proper element of the document, alone or among proper ones. */
const improper = (
  name: string,
  value: (aim: Aim) => unknown,
  kinds: readonly ('outbox' | 'canvas')[] = ['outbox', 'canvas'],
): Variant[] =>
  onOwn(
    name,
    (aim) => {
      const any = [value(aim)];
      if (aim.random.chance(0.4)) any.unshift(aim.target.element(aim.random));
      if (aim.random.chance(0.4)) any.push(aim.target.element(aim.random));
      return updateShot(
        aim,
        craftUpdate([section(aim, [properItem(aim, { content: { any } })])]),
        'bad-element',
      );
    },
    { kinds },
  );

const content = (name: string, make: (aim: Aim) => CraftedContent): Variant[] =>
  misplaced(`${name} as content`, (aim) => ({ content: make(aim) }));

const slotOf = ({ scene }: Aim): number => canvasNow(scene)?.slot ?? 0;
const id = ({ random }: Aim): string => uuid(random);

export const wrongSchema: HostileClass = {
  name: 'wrong-schema',
  variants: [
    ...misplaced('another root', ({ random }) => ({
      parent: random.pick(['room', 'messages', 'acks', 'view', '', '__proto__', 'constructor']) ?? '',
    })),
    ...misplaced('an element as parent', (aim) => ({ parent: aim.someone ?? [aim.client, 0] })),
    ...misplaced('a key in the root', ({ random }) => ({
      parentSub: random.pick(['phase', 'length', '__proto__']) ?? '',
    })),
    ...misplaced('before an element', ({ someone }) => ({ rightOrigin: someone ?? [0, 0] }), true),
    ...misplaced(
      'between elements',
      ({ someone: [client, clock] = [0, 0] }) => ({
        origin: [client, clock],
        rightOrigin: [client, clock + 1],
      }),
      true,
    ),
    ...misplaced('behind itself', ({ client, clock }) => ({ origin: [client, clock] })),
    ...content('a nested type', ({ random }) => ({ type: random.pick([0, 1, 2, 4, 6]) ?? 0 })),
    ...content('a format', () => ({ format: ['bold', true] })),
    ...content('an embed', () => ({ embed: { image: 'https://example.org/' } })),
    ...content('a document', (aim) => ({ doc: id(aim) })),
    ...content('binary', ({ random }) => ({ binary: randomBytes(random, random.below(40)) })),
    ...content('characters', (aim) => ({ string: String(aim.target.element(aim.random)) })),
    ...content('JSON', (aim) => ({ json: [JSON.stringify(aim.target.element(aim.random))] })),
    ...content('no elements', () => ({ any: [] })),
    ...improper('a number', ({ random }) => random.below(1_000)),
    ...improper('null', () => null),
    ...improper('undefined', () => undefined),
    ...improper('a truth value', () => true),
    ...improper('bytes', ({ random }) => randomBytes(random, 8)),
    ...improper('an array', (aim) => [aim.target.element(aim.random)]),
    ...improper('a deep object', () => JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`) as unknown),
    ...improper("another document's element", (aim) =>
      aim.target.kind === 'canvas'
        ? { id: id(aim), type: 'start' }
        : encodeOperation({ type: 'undo', slot: 0, number: 1 }),
    ),
    ...improper(
      'another slot',
      (aim) =>
        encodeOperation({ type: 'clear', slot: (slotOf(aim) + 1 + aim.random.below(60)) % 62, number: 1 }),
      ['canvas'],
    ),
    ...improper(
      'a malformed operation',
      (aim) => {
        const proper = String(aim.target.element(aim.random));
        const others = [`${proper}0`, `${proper} `, `X${proper.slice(1)}`, proper.toLowerCase(), '', 'P'];
        return aim.random.pick([proper.slice(0, -1), ...others]);
      },
      ['canvas'],
    ),
    ...improper(
      'an endless operation',
      ({ random }) => 'P'.repeat(MAX_OPERATION_CHARS + 1 + random.below(1_000)),
      ['canvas'],
    ),
    ...improper('an intent without an id', () => ({ type: 'say', text: 'x' }), ['outbox']),
    ...improper('an intent with a field too many', (aim) => ({ id: id(aim), type: 'start', admin: true }), [
      'outbox',
    ]),
    ...improper('an intent of no known type', (aim) => ({ id: id(aim), type: 'win', points: 350 }), [
      'outbox',
    ]),
    ...improper('too long a text', (aim) => ({ id: id(aim), type: 'say', text: 'x'.repeat(201) }), [
      'outbox',
    ]),
    ...improper(
      'settings out of bounds',
      (aim) => ({ id: id(aim), type: 'settings', settings: { rounds: 1e9 } }),
      ['outbox'],
    ),
  ],
};
