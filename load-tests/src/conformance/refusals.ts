import { setTimeout as sleep } from 'node:timers/promises';
import { canvasDocument, chatDocument, ROOTS } from '@drawguess/game/documents';
import { encodeOperation } from '@drawguess/game/ink';
import { createTokens } from '@drawguess/persistence/tokens';
import {
  joinAsBot,
  openStockDocument,
  requestTicket,
  seatBots,
  type BotTurn,
  type StockDocument,
  type StockPlayer,
  type Table,
} from '../bots/index.ts';
import { expect, type Checks } from '../checks/index.ts';

/** With it the checks make a ticket that has expired. */
export const SESSION_SECRET = 'a session secret that is long enough, for tests only';

/** A provider waits at most 2.5 s before it comes back: one that has not by then has given up for good. */
const LONGER_THAN_ANY_BACKOFF_MS = 3_500;

export type Scene = { table: Table; turn: BotTurn; stock: StockPlayer };

/** Everything that the server has to refuse for good, all at once, so that the wait is one. */
export async function checkRefusals(server: string, checks: Checks, scene: Scene): Promise<void> {
  const { table, turn, stock } = scene;
  const attempts = await attemptsOf(server, scene);
  await sleep(LONGER_THAN_ANY_BACKOFF_MS);
  for (const { title, code, document } of attempts) {
    await checks.run(`${title}: refused for good with ${code}`, async () => {
      expect(
        document.finalCode === code,
        `it was closed with ${document.closeCodes.join(', ') || 'nothing'}`,
      );
      expect(document.attempts === 1, `it tried ${document.attempts} times`);
      return '1 attempt';
    });
    document.close();
  }
  await checks.run('a player of another room gets no ticket', async () => {
    const other = await seatBots(server, ['Zoe']);
    const code = await requestTicket(server, other.bots[0]?.token ?? '', turn.canvas).then(
      () => 'a ticket',
      (error: Error) => error.message,
    );
    other.close();
    expect(code === 'not-yours', `the answer was ${code}`);
    return code;
  });
  await checks.run('those who were not refused are still there', async () => {
    const codes = [stock.room, stock.secret].flatMap((document) => document.closeCodes);
    expect(codes.length === 0, `they were closed with ${codes.join(', ')}`);
    expect(
      table.bots.every(({ session }) => session.status.type === 'live'),
      'a session ended',
    );
    return 'no other connection was touched';
  });
}

type Attempt = { title: string; code: number; document: StockDocument };

async function attemptsOf(server: string, { table, turn, stock }: Scene): Promise<Attempt[]> {
  const open = openStockDocument;
  const ticketFor = (document: string) => requestTicket(server, stock.token, document);
  const { roomId, playerId } = stock;
  const tokens = createTokens(SESSION_SECRET);

  const grant = await ticketFor(turn.canvas);
  const [body = '', signature = ''] = grant.ticket.split('.');
  const claims = { roomId, playerId, document: turn.canvas, clientId: grant.clientId };
  const signed = (secret: typeof tokens, expiresAt: number) => ({
    ...grant,
    ticket: secret.signTicket({ ...claims, expiresAt }),
  });
  const noTurn = canvasDocument(roomId, '1'.repeat(22));

  const leaver = await joinAsBot(server, table.code, 'Leo');
  await leaver.until('a place', () => leaver.session.room !== undefined);
  const left = await requestTicket(server, leaver.token, turn.canvas);
  leaver.session.send({ type: 'leave' });
  await leaver.until('the way out', () => leaver.session.status.type === 'ended');

  const writer = open(server, turn.canvas, await ticketFor(turn.canvas));
  await writer.until('synced', () => writer.synced);
  writer.doc.getArray(ROOTS.ink).push([encodeOperation({ type: 'clear', slot: 0, number: 4_000 })]);

  return [
    {
      title: 'a ticket for another document',
      code: 4403,
      document: open(server, chatDocument(roomId), grant),
    },
    {
      title: 'a ticket that has expired',
      code: 4401,
      document: open(server, turn.canvas, signed(tokens, 1)),
    },
    {
      title: 'a ticket signed with another secret',
      code: 4401,
      document: open(server, turn.canvas, signed(createTokens('another secret'), 8.64e15)),
    },
    {
      title: 'a ticket that was changed',
      code: 4401,
      document: open(server, turn.canvas, { ...grant, ticket: `${body.slice(0, -2)}AA.${signature}` }),
    },
    { title: 'no ticket', code: 4401, document: open(server, turn.canvas, { ...grant, ticket: '' }) },
    {
      title: 'a canvas that there is not',
      code: 4404,
      document: open(server, noTurn, await ticketFor(noTurn)),
    },
    { title: 'a player who has left the room', code: 4403, document: open(server, turn.canvas, left) },
    { title: "a guesser's ink", code: 4403, document: writer },
  ];
}
