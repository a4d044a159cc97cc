import type { Clock } from '@drawguess/game/clock';
import { decodeChannelMessage, encodeChannelMessage, encodeControl } from '@drawguess/game/wire';
import * as Y from 'yjs';
import type { RandomSource } from '../simulation/random-source.ts';
import { isRefusal, type Attack, type Outcome, type Shot } from './attack.ts';
import type { FuzzServer } from './fuzz-server.ts';
import type { Seat } from './honest-player.ts';
import { createHostileConnections } from './hostile-connections.ts';
import { plug, type Plug } from './plug.ts';

/** What was sent and what came of it. */
export type Result = { outcome: Outcome; expect: readonly Outcome[] };

/** A member of the room who speaks the protocol by hand, without a network: what is sent is there at once. */
export type HostilePlayer = {
  readonly ids: readonly number[];
  /** Says hello and has a first client id; call it before anybody is hostile. */
  arrive(): Promise<void>;
  /** Keeps the session alive. */
  ping(): Promise<void>;
  /** Pushes elements as an honest client would, under the tickets' id. */
  push(document: string, root: string, elements: readonly unknown[]): Promise<void>;
  /** A stock ticket for a document, as the server would sign it. */
  ticketFor(document: string): string;
  keepOpen(document: string, count: number): Promise<void>;
  readonly kept: { document: string; left: number } | undefined;
  attack(attack: Attack): Promise<Result[]>;
  close(): void;
};

export function createHostilePlayer(
  seat: Seat,
  server: FuzzServer,
  clock: Clock,
  random: RandomSource,
): HostilePlayer {
  const { hub } = server;
  const connections = createHostileConnections(seat, server, clock);
  const { ids, settled, ticketFor, sessionNow, learn, observe, open, plugIn } = connections;
  let kept: { document: string; plugs: Plug[] } | undefined;

  const overEither = (): 'session' | 'stock' => (random.chance(0.25) ? 'stock' : 'session');

  const attackChannel = async (attack: Extract<Attack, { type: 'channel' }>): Promise<Result[]> => {
    const channel = await open(attack.document, attack.over ?? overEither(), attack.fresh);
    if (typeof channel === 'string') return [{ outcome: channel, expect: [] }];
    for (const payload of attack.ready ?? []) {
      const outcome = channel.send(payload);
      if (outcome !== 'dropped') return [{ outcome, expect: [] }];
    }
    const fire = ({ payload, expect }: Shot): Result => ({ outcome: channel.send(payload), expect });
    const results = attack.shots(channel.held, channel.ids).map(fire);
    channel.shut();
    await settled();
    const refused = results.find(({ outcome }) => isRefusal(outcome));
    if (refused !== undefined && isRefusal(refused.outcome) && !channel.isToldOf(refused.outcome))
      refused.outcome = 'not told';
    // What a flood has used up must not make the next frames too fast.
    if (attack.fresh === true && attack.over === 'session') await sessionNow(true);
    return results;
  };

  const attackDoor = async ({
    type,
    expect,
    ...attack
  }: Extract<Attack, { type: 'hello' | 'ticket' }>): Promise<Result> => {
    const on = plug((socket) =>
      'ticket' in attack ? hub.connectStock(socket, attack.document, attack.ticket) : hub.connect(socket),
    );
    if ('bytes' in attack) on.give(attack.bytes);
    await settled();
    const welcome = type === 'hello' ? learn(on).find((message) => message.type === 'welcome') : undefined;
    on.unplug();
    if (on.closedWith !== undefined) return { outcome: `closed ${on.closedWith}`, expect };
    if (type === 'ticket') return { outcome: 'opened', expect };
    return {
      outcome: 'askedId' in attack && welcome?.clientId === attack.askedId ? 'asked id' : 'fresh id',
      expect,
    };
  };

  const push = async (document: string, root: string, elements: readonly unknown[]): Promise<void> => {
    const on = plugIn(document);
    await settled();
    const doc = new Y.Doc();
    on.give(encodeChannelMessage({ type: 'step1', stateVector: Y.encodeStateVector(doc) }));
    for (const bytes of on.received) {
      const message = decodeChannelMessage(bytes);
      if (message?.type === 'step2') Y.applyUpdate(doc, message.update);
    }
    const before = Y.encodeStateVector(doc);
    doc.clientID = ids[0] ?? 0;
    doc.getArray(root).push([...elements]);
    const update = Y.encodeStateAsUpdate(doc, before);
    const outcome = observe(on, encodeChannelMessage({ type: 'update', update }));
    on.unplug();
    if (outcome !== 'dropped') throw new Error(`A proper push to ${document} came to: ${outcome}`);
  };

  const launch = async (attack: Attack): Promise<Result[]> => {
    switch (attack.type) {
      case 'channel':
        return attackChannel(attack);
      case 'kept': {
        const on = kept?.plugs.pop();
        if (on === undefined) return [];
        const outcome = observe(on, attack.payload);
        on.unplug();
        return [{ outcome, expect: attack.expect }];
      }
      case 'open': {
        const channel = await open(attack.document, overEither());
        if (typeof channel === 'string') return [{ outcome: channel, expect: attack.expect }];
        channel.send(attack.payload);
        channel.shut();
        return [{ outcome: 'opened', expect: attack.expect }];
      }
      case 'raw': {
        const on = await sessionNow();
        on.updates += 1;
        const outcome = observe(on, attack.bytes);
        await settled();
        learn(on);
        return [{ outcome, expect: attack.expect }];
      }
      case 'hello':
      case 'ticket':
        return [await attackDoor(attack)];
    }
  };

  /** One thing at a time: two hellos at once would take over from one another. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const run = turn.then(act);
    turn = run.catch(() => undefined);
    return run;
  };

  return {
    ids,
    ticketFor,
    arrive: () => inTurn(connections.arrive),
    ping: () =>
      inTurn(async () => {
        const on = await sessionNow();
        on.give(encodeControl({ type: 'ping', sentAt: clock.now() }));
        learn(on);
      }),
    push: (document, root, elements) => inTurn(() => push(document, root, elements)),
    keepOpen: (document, count) =>
      inTurn(async () => {
        kept?.plugs.forEach((one) => one.unplug());
        const plugs = Array.from({ length: count }, () => plugIn(document));
        await settled();
        kept = { document, plugs };
      }),
    get kept() {
      return kept && { document: kept.document, left: kept.plugs.length };
    },
    attack: (attack) => inTurn(() => launch(attack)),
    close() {
      connections.close();
      kept?.plugs.forEach((one) => one.unplug());
    },
  };
}
