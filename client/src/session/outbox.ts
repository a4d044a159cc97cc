import {
  isIntent,
  type Ack,
  type Intent,
  type IntentBody,
  type IntentRefusal,
} from '@drawguess/game/documents';
import type { Replica } from './replica.ts';

export type Outbox = {
  /** Puts an intent into the outbox document; it survives cuts, resets and server restarts. Returns its id. */
  send(body: IntentBody): string;
  /** Takes the acknowledgements as the private document has them. */
  acknowledge(acks: readonly Ack[]): void;
  /** Commits up to this revision survive a power loss: their intents need not be kept any longer. */
  setDurable(revision: number): void;
  /** Intents that the referee has not acknowledged, oldest first. */
  waiting(): Intent[];
};

/**
 * The author's side of SPEC SY-6: an intent stays in the outbox until its acknowledgement is durable, so that a server
 * that lost its last seconds judges it again.
 */
export function createOutbox(
  replica: Replica,
  randomId: () => string,
  onRefused: (intentId: string, refusal: IntentRefusal) => void,
): Outbox {
  let acks = new Map<string, Ack>();
  let durable = 0;
  const told = new Set<string>();
  /** Judged for good. A process that was slow to log one may bring it back after its acknowledgement is gone. */
  const done = new Set<string>();

  const forgetDurable = (): void => {
    for (const { id, revision } of acks.values()) if (revision <= durable) done.add(id);
    const isDone = (element: unknown): boolean => isIntent(element) && done.has(element.id);
    if (replica.elements().some(isDone)) replica.remove(isDone);
  };

  return {
    send(body) {
      const intent = { id: randomId(), ...body } as Intent;
      replica.push([intent]);
      return intent.id;
    },
    acknowledge(listed) {
      acks = new Map(listed.map((ack) => [ack.id, ack]));
      for (const { id, refusal } of listed) {
        if (refusal === undefined || told.has(id)) continue;
        told.add(id);
        onRefused(id, refusal);
      }
      forgetDurable();
    },
    setDurable(revision) {
      durable = revision;
      forgetDurable();
    },
    waiting: () =>
      replica
        .elements()
        .filter(
          (element): element is Intent => isIntent(element) && !acks.has(element.id) && !done.has(element.id),
        ),
  };
}
