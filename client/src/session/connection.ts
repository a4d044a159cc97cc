import type { Clock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';
import {
  CONTROL_CHANNEL,
  decodeControlText,
  decodeFrame,
  encodeControl,
  encodeFrame,
  PROTOCOL_VERSION,
  type ClientControl,
  type ServerControl,
} from '@drawguess/game/wire';
import type { ConnectSocket } from './client-socket.ts';

/** What one document hears of its channel. */
export type ChannelEvents = {
  onOpened(access: 'read' | 'write'): void;
  onPayload(payload: Uint8Array): void;
  onDenied(code: number, reason: string): void;
  onReset(reset: Extract<ServerControl, { type: 'reset' }>): void;
  /** The channel is void; open the document again. */
  onResync(): void;
};

/** One document's channel on one connection. After `shut` nothing more is heard of it. */
export type ChannelLink = { send(payload: Uint8Array): void; shut(): void };

export type ConnectionEvents = {
  /** The socket is open and the hello sent: channels may be opened. */
  onOpen(): void;
  onWelcome(welcome: Extract<ServerControl, { type: 'welcome' }>): void;
  onDurable(revision: number): void;
  /** Round-trip time, and how far the server's clock is ahead of this one, in ms. */
  onHeartbeat(roundTripMs: number, clockOffsetMs: number): void;
  /** Comes exactly once, last. */
  onClose(code: number, reason: string): void;
};

export type Connection = {
  open(document: string, events: ChannelEvents): ChannelLink;
  close(): void;
};

/**
 * One socket's life (PROTOCOL §4): hello, channels, a heartbeat every second. A socket on which nothing is heard for
 * `silenceMs` is given up, since a lost network says nothing.
 */
export function createConnection(
  options: { connect: ConnectSocket; clock: Clock; token: string; clientId: number | undefined },
  events: ConnectionEvents,
): Connection {
  const { clock } = options;
  const channels = new Map<number, ChannelEvents>();
  let nextChannel = 1;
  let heardAt = clock.now();
  let closed = false;
  let cancelBeat = (): void => {};

  const control = (message: ClientControl): void => socket.send(encodeControl(message));

  const beat = (): void => {
    if (clock.now() - heardAt > LIMITS.silenceMs) return socket.close();
    control({ type: 'ping', sentAt: clock.now() });
    cancelBeat = clock.after(LIMITS.heartbeatMs, beat);
  };

  const onControl = (message: ServerControl): void => {
    switch (message.type) {
      case 'welcome':
        return events.onWelcome(message);
      case 'durable':
        return events.onDurable(message.revision);
      case 'pong': {
        const roundTripMs = Math.max(0, clock.now() - message.sentAt);
        return events.onHeartbeat(roundTripMs, message.now + roundTripMs / 2 - clock.now());
      }
      case 'opened':
        return channels.get(message.channel)?.onOpened(message.access);
      case 'denied':
        return take(message.channel)?.onDenied(message.code, message.reason);
      case 'reset':
        return take(message.channel)?.onReset(message);
      case 'resync':
        return take(message.channel)?.onResync();
    }
  };

  const take = (channel: number): ChannelEvents | undefined => {
    const found = channels.get(channel);
    channels.delete(channel);
    return found;
  };

  const socket = options.connect({
    onOpen() {
      const { token, clientId } = options;
      control({
        type: 'hello',
        protocol: PROTOCOL_VERSION,
        token,
        ...(clientId !== undefined && { clientId }),
      });
      events.onOpen();
      beat();
    },
    onFrame(bytes) {
      if (closed) return;
      heardAt = clock.now();
      const frame = decodeFrame(bytes);
      if (frame === undefined) return;
      if (frame.channel !== CONTROL_CHANNEL) return channels.get(frame.channel)?.onPayload(frame.payload);
      const text = decodeControlText(frame.payload);
      if (text !== undefined) onControl(JSON.parse(text) as ServerControl);
    },
    onClose(code, reason) {
      closed = true;
      cancelBeat();
      cancelOpening();
      channels.clear();
      events.onClose(code, reason);
    },
  });
  const cancelOpening = clock.after(LIMITS.helloTimeoutMs, () => {
    if (nextChannel === 1) socket.close();
  });

  return {
    open(document, channelEvents) {
      const channel = nextChannel++;
      channels.set(channel, channelEvents);
      control({ type: 'open', channel, document });
      return {
        send: (payload) => socket.send(encodeFrame(channel, payload)),
        shut() {
          if (channels.delete(channel)) control({ type: 'shut', channel });
        },
      };
    },
    close: () => socket.close(),
  };
}
