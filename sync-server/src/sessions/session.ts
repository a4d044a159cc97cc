import { createServerChannel, type Refusal, type ServerChannel } from '@drawguess/game/channel';
import type { Clock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';
import {
  CLOSE,
  CONTROL_CHANNEL,
  decodeControlText,
  decodeFrame,
  encodeControl,
  encodeFrame,
  parseClientControl,
  type ClientControl,
  type ServerControl,
} from '@drawguess/game/wire';
import type { LiveRoom } from '../rooms/index.ts';
import { createOutflow } from './outflow.ts';
import type { Connection, Socket } from './socket.ts';
import { createWriter } from './writer.ts';

export type SessionOptions = {
  socket: Socket;
  clock: Clock;
  room: LiveRoom;
  playerId: string;
  /** What the page and this process both speak. */
  protocol: number;
  /** The Yjs client id granted to this page load. */
  clientId: number;
  onClosed(): void;
  onRefused(refusal: Refusal): void;
};

type OpenChannel = { server: ServerChannel; document: string; behind: boolean };

/** A connection whose hello was accepted: one player's documents as channels over one socket (PROTOCOL §4). */
export function createSession(
  options: SessionOptions,
): Connection & { end(code: number, reason: string): void } {
  const { socket, clock, room, playerId } = options;
  const channels = new Map<number, OpenChannel>();
  /** Channels whose document is being opened: frames that arrive meanwhile wait, in order. */
  const opening = new Map<number, Uint8Array[]>();
  const writer = createWriter(room, playerId, clock, (clientId) => room.isGivenHere(clientId, playerId));
  let resets = 0;
  let ended = false;
  let heardAt = clock.now();

  const outflow = createOutflow(socket, clock, () => {
    for (const [number, channel] of channels)
      if (channel.behind) control({ type: 'resync', channel: number });
  });

  const control = (message: ServerControl): void => outflow.send(encodeControl(message));

  const end = (code: number, reason: string): void => {
    if (ended) return;
    finish();
    socket.close(code, reason);
  };

  const finish = (): void => {
    ended = true;
    cancelSilence();
    outflow.close();
    for (const number of channels.keys()) shut(number);
    unwatch();
    options.onClosed();
  };

  const shut = (number: number): void => {
    channels.get(number)?.server.close();
    channels.delete(number);
  };

  const open = async (number: number, document: string): Promise<void> => {
    const waiting: Uint8Array[] = [];
    opening.set(number, waiting);
    const access = await room.open(playerId, document);
    opening.delete(number);
    if (ended) return;
    if (access.type === 'denied') {
      return control({ type: 'denied', channel: number, code: access.code, reason: access.reason });
    }
    control({ type: 'opened', channel: number, access: access.type });
    const live = room.document(document);
    const server = createServerChannel({
      live,
      clientId: options.clientId,
      rules: () => writer.rules(document),
      owns: (clientId) => writer.owns(clientId),
      withinRate: (size) => writer.withinRate(size),
      send: (payload) => outflow.send(encodeFrame(number, payload)),
      forward(outgoing) {
        const channel = channels.get(number);
        if (channel === undefined || channel.behind) return;
        channel.behind = !outflow.offer(() => outgoing.frame(number));
      },
      onRefused: (refusal) => void reset(number, document, refusal).catch(fail),
      onBroken: () => void room.rebuild(document).catch(fail),
      onAwareness: () => undefined,
    });
    channels.set(number, { server, document, behind: false });
    for (const payload of waiting) server.receive(payload);
  };

  const reset = async (number: number, document: string, refusal: Refusal): Promise<void> => {
    options.onRefused(refusal);
    shut(number);
    resets += 1;
    if (resets > LIMITS.maxResetsPerSession)
      return end(CLOSE.malformed, 'Too many updates had to be refused.');
    const writes = room.access(playerId, document).type === 'write';
    const message: ServerControl = { type: 'reset', channel: number, ...refusal };
    control(writes ? { ...message, clientId: await room.grant(playerId) } : message);
  };

  const fail = (): void => end(CLOSE.tryLater, 'The server could not do this; try again later.');

  const onControl = (message: ClientControl): void => {
    switch (message.type) {
      case 'hello':
        return end(CLOSE.malformed, 'A session says hello once.');
      case 'open':
        if (channels.has(message.channel) || opening.has(message.channel)) {
          return end(CLOSE.malformed, 'This channel number is in use.');
        }
        if (channels.size + opening.size >= LIMITS.maxOpenChannels) {
          return end(CLOSE.malformed, 'Too many channels are open.');
        }
        return void open(message.channel, message.document).catch(fail);
      case 'shut':
        return shut(message.channel);
      case 'ping':
        return control({ type: 'pong', sentAt: message.sentAt, now: clock.now() });
    }
  };

  const watchSilence = (): (() => void) =>
    clock.after(LIMITS.silenceMs, () => {
      if (clock.now() - heardAt >= LIMITS.silenceMs) end(CLOSE.tryLater, 'Nothing was heard from you.');
      else cancelSilence = watchSilence();
    });
  let cancelSilence = watchSilence();

  const unwatch = room.watch({
    playerId,
    clientId: options.clientId,
    onReplaced(document) {
      for (const [number, channel] of channels) {
        if (channel.document !== document) continue;
        shut(number);
        control({ type: 'resync', channel: number });
      }
    },
    onDurable: (revision) => control({ type: 'durable', revision }),
    onRemoved: (reason) => end(CLOSE.notYours, reason),
    onTakenOver: () => end(CLOSE.takenOver, TAKEN_OVER),
  });

  control({
    type: 'welcome',
    protocol: options.protocol,
    playerId,
    clientId: options.clientId,
    now: clock.now(),
    heartbeatMs: LIMITS.heartbeatMs,
    silenceMs: LIMITS.silenceMs,
  });
  control({ type: 'durable', revision: room.durableRevision });

  return {
    end,
    receive(frameBytes) {
      if (ended) return;
      heardAt = clock.now();
      const frame = decodeFrame(frameBytes);
      if (frame === undefined) return end(CLOSE.malformed, 'This frame has no channel.');
      if (frame.channel === CONTROL_CHANNEL) {
        const text = decodeControlText(frame.payload);
        const message = text === undefined ? undefined : parseClientControl(text);
        if (message === undefined) return end(CLOSE.malformed, 'This is no control message.');
        return onControl(message);
      }
      const waiting = opening.get(frame.channel);
      if (waiting === undefined) return channels.get(frame.channel)?.server.receive(frame.payload);
      if (waiting.length >= MAX_WAITING_FRAMES)
        return end(CLOSE.malformed, 'Too much was sent before the channel was open.');
      waiting.push(frame.payload.slice());
    },
    drained: () => outflow.drained(),
    closed() {
      if (!ended) finish();
    },
  };
}

const MAX_WAITING_FRAMES = 64;

/** Why a session ends when its player comes in another tab. */
export const TAKEN_OVER = 'A newer tab took over.';
