import type { Clock } from '@drawguess/game/clock';
import type { RoomState } from '@drawguess/game/rules';
import type { ServerControl } from '@drawguess/game/wire';
import type { Counts } from './counts.ts';
import type { Device, Page } from './device.ts';
import { createTrace } from './digest.ts';
import { createSecretWatch } from './secret-watch.ts';

/** Looks at every frame at the moment when it is sent. */
export type FrameWatch = {
  /** A commit of the referee was stored. */
  onState(state: RoomState): void;
  fromServer(nickname: string, playerId: string, bytes: Uint8Array): void;
  fromClient(nickname: string, bytes: Uint8Array): void;
  /** The log is about to lose what is younger than this. */
  expectLoss(loss: { loseSinceMs: number }): void;
  /** Everything that was sent and when, as one digest. */
  trace(): string;
};

export type FrameWatchOptions = {
  clock: Clock;
  devices: readonly Device[];
  counts: Counts;
  /** The room as the log has it. */
  state(): RoomState | undefined;
  onProblem(problem: string): void;
};

export function createFrameWatch({
  clock,
  devices,
  counts,
  state,
  onProblem,
}: FrameWatchOptions): FrameWatch {
  const trace = createTrace();
  const secrets = createSecretWatch();
  /** Words that were chosen and lost again: they can be on offer once more, after somebody has typed them. */
  const spoiled = new Set<string>();
  /** Words that a player was told by right: they may come late, after the turn has passed to another drawer. */
  const told = new Map<string, Set<string>>();
  /** Which page load a client id was given to. */
  const pageOfId = new Map<number, Page>();

  const secretsFrom = (playerId: string): string[] => {
    const phase = state()?.phase;
    if (phase?.type === 'choosing') return phase.drawers.includes(playerId) ? [] : phase.choices;
    if (phase?.type !== 'drawing') return [];
    const knows = [...phase.turn.drawers, ...phase.rights].some((one) => one.playerId === playerId);
    return knows ? [] : [phase.word];
  };

  const noteTold = (playerId: string, words: readonly string[]): void => {
    const before = told.get(playerId) ?? new Set();
    told.set(playerId, before);
    for (const word of words) before.add(word);
  };

  const watchControl = (device: Device, bytes: Uint8Array): void => {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + 1, bytes.byteLength - 1).toString();
    if (!text.startsWith('{"type":"reset"') && !text.startsWith('{"type":"welcome"')) return;
    const control = JSON.parse(text) as ServerControl;
    if (control.type === 'welcome') {
      const page = pageOfId.get(control.clientId) ?? device.page;
      if (page !== device.page) onProblem(`id ${control.clientId} was given to two pages`);
      pageOfId.set(control.clientId, page);
    }
    if (control.type !== 'reset') return;
    // One honest refusal: ink that comes when its canvas takes none any more (SPEC TN-7).
    if (control.reason === 'read-only' && control.clientId === undefined) counts.lateResets += 1;
    // And ink on a canvas of several that builds on what a crash has taken away (SPEC SY-14).
    else if (counts.crashes > 0 && (control.reason === 'forged-id' || control.reason === 'gap'))
      counts.crashResets += 1;
    else onProblem(`${device.nickname} was reset: ${text}`);
  };

  return {
    onState({ phase }) {
      if (phase.type === 'choosing') for (const playerId of phase.drawers) noteTold(playerId, phase.choices);
      if (phase.type !== 'drawing') return;
      for (const { playerId } of [...phase.turn.drawers, ...phase.rights]) noteTold(playerId, [phase.word]);
    },
    fromServer(nickname, playerId, bytes) {
      trace.frame(clock.now(), `to ${nickname}`, bytes);
      const device = devices.find((one) => one.playerId === playerId);
      for (const word of secretsFrom(playerId)) {
        if (spoiled.has(word) || told.get(playerId)?.has(word) || !secrets.holds(bytes, word)) continue;
        // What players typed themselves comes back to them.
        if (device?.said.some((text) => text.includes(word)) !== true)
          onProblem(`${nickname} was sent the word`);
      }
      if (device?.honest && bytes[0] === 0) watchControl(device, bytes);
    },
    fromClient: (nickname, bytes) => trace.frame(clock.now(), nickname, bytes),
    expectLoss({ loseSinceMs }) {
      const phase = state()?.phase;
      if (phase?.type === 'drawing' && clock.now() - phase.startedAt <= loseSinceMs) spoiled.add(phase.word);
    },
    trace: () => trace.digest(),
  };
}
