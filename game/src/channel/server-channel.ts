import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { GateRules } from '../gate/index.ts';
import { LIMITS } from '../limits/index.ts';
import { decodeChannelMessage, encodeChannelMessage, type RefusalReason } from '../wire/index.ts';
import type { LiveDocument, Outgoing } from './live-document.ts';

/** What the server answers to an update that it does not take. */
export type Refusal = { reason: RefusalReason; client: number; clock: number; refused?: number };

export type ServerChannelOptions = {
  live: LiveDocument;
  /** Yjs client id of the session's page, for refusals that name no struct. */
  clientId: number;
  /** The writer's rules at this moment, or `undefined` while the document is read-only for them. */
  rules(): Omit<GateRules, 'room'> | undefined;
  /** Whether a client id belongs to this session's player: whose awareness it may send. */
  owns(clientId: number): boolean;
  /** Whether an update of so many bytes is within the session's rates. */
  withinRate(bytes: number): boolean;
  send(payload: Uint8Array): void;
  /** Sends another's update; a slow reader's channel leaves it out and asks for a resync later. */
  forward(outgoing: Outgoing): void;
  /** The channel takes nothing more: the writer has to open the document again. */
  onRefused(refusal: Refusal): void;
  /** Yjs took the update badly: the document must be rebuilt from the log. */
  onBroken(): void;
  onAwareness(payload: Uint8Array): void;
};

export type ServerChannel = {
  readonly live: LiveDocument;
  /** Handles one y-websocket message from the client. Never throws. */
  receive(payload: Uint8Array): void;
  close(): void;
};

/**
 * The server's end of one document for one session (PROTOCOL §2.2): the y-websocket protocol with the gate in front
 * of the document. It knows no socket. Sends SyncStep1 as soon as it is made.
 */
export function createServerChannel(options: ServerChannelOptions): ServerChannel {
  const { live } = options;
  const openedToWrite = options.rules() !== undefined;
  let open = true;
  let answered = false;
  /**
   * The reader has said what it holds. What it was sent before would wait in its copy for what lies between, unseen, and
   * come to light after a crash that took it from everybody else.
   */
  let asked = false;

  const refuse = (
    reason: RefusalReason,
    at?: { client?: number; clock?: number; refused?: number },
  ): void => {
    open = false;
    const client = at?.client ?? options.clientId;
    const clock = at?.clock ?? Y.getState(live.doc.store, client);
    options.onRefused({ reason, client, clock, ...(at?.refused !== undefined && { refused: at.refused }) });
  };

  const readStep1 = (stateVector: Uint8Array): void => {
    // A few bytes ask for a whole document: they count like an update.
    if (!options.withinRate(stateVector.byteLength)) return refuse('too-fast');
    let update: Uint8Array;
    try {
      update = Y.encodeStateAsUpdate(live.doc, stateVector);
    } catch {
      return refuse('malformed');
    }
    asked = true;
    options.send(encodeChannelMessage({ type: 'step2', update }));
  };

  const readUpdate = (type: 'step2' | 'update', update: Uint8Array): void => {
    const rules = options.rules();
    // A reader answers as the protocol wants it. Who could write until a moment ago has to hear that this came too late.
    if (rules === undefined && type === 'step2' && !openedToWrite) return;
    if (update.byteLength > LIMITS.maxUpdateBytes) return refuse('too-large');
    if (!options.withinRate(update.byteLength)) return refuse('too-fast');
    const verdict = live.accept(update, rules ?? READ_ONLY, channel);
    // Stock providers send live edits before their SyncStep2; what is missing comes with it.
    if (verdict.type === 'gap' && !(type === 'update' && !answered)) return refuse('gap', verdict);
    if (verdict.type === 'refuse') return refuse(rules === undefined ? 'read-only' : verdict.reason, verdict);
    if (verdict.type === 'broken') options.onBroken();
    if (type === 'step2') answered = true;
  };

  const stop = live.onOutgoing((outgoing, source) => {
    if (asked && source !== channel) options.forward(outgoing);
  });

  const channel: ServerChannel = {
    live,
    receive(payload) {
      if (!open) return;
      const message = decodeChannelMessage(payload);
      switch (message?.type) {
        case undefined:
          return refuse('malformed');
        case 'step1':
          return readStep1(message.stateVector);
        case 'step2':
        case 'update':
          return readUpdate(message.type, message.update);
        case 'awareness':
          if (isOwnAwareness(message.update, (clientId) => options.owns(clientId)))
            options.onAwareness(payload);
          return;
        case 'query-awareness':
          return;
      }
    },
    close() {
      open = false;
      stop();
    },
  };
  options.send(encodeChannelMessage({ type: 'step1', stateVector: Y.encodeStateVector(live.doc) }));
  return channel;
}

/** On a read-only channel only what the document holds already passes, by being ignored. */
const READ_ONLY: Omit<GateRules, 'room'> = {
  root: '',
  owns: () => false,
  writes: () => false,
  mayDelete: false,
  isElement: () => false,
};

const MAX_AWARENESS_BYTES = 1024;

/** Others' awareness, which stock providers re-send, is dropped in silence (DESIGN §2). */
function isOwnAwareness(update: Uint8Array, owns: (clientId: number) => boolean): boolean {
  if (update.byteLength > MAX_AWARENESS_BYTES) return false;
  try {
    const decoder = decoding.createDecoder(update);
    const count = decoding.readVarUint(decoder);
    for (let index = 0; index < count; index++) {
      if (!owns(decoding.readVarUint(decoder))) return false;
      decoding.readVarUint(decoder);
      JSON.parse(decoding.readVarString(decoder));
    }
    return !decoding.hasContent(decoder);
  } catch {
    return false;
  }
}
