import { setTimeout as sleep } from 'node:timers/promises';
import { chatDocument } from '@drawguess/game/documents';
import { createBotApi, joinAsBot, openStockDocument, requestTicket } from '../bots/index.ts';
import { expect, type Checks } from '../checks/index.ts';

/**
 * Two providers on a room in which nothing happens; one of them does not even say that it is there, so that only the
 * server keeps its connection alive. A provider gives up after 30 s of silence.
 */
export async function checkQuiet(server: string, checks: Checks, quietMs: number): Promise<void> {
  const api = createBotApi(server);
  const { code, roomId } = await api.createRoom({});
  const { token } = await api.join(code, { nickname: 'Quinn' });
  const name = chatDocument(roomId);
  const open = async () => openStockDocument(server, name, await requestTicket(server, token, name));
  const [present, hidden] = [await open(), await open()];
  await Promise.all([present, hidden].map((document) => document.until('synced', () => document.synced)));
  hidden.hideAwareness();
  await sleep(quietMs);

  const heldAtTheEnd = hidden.doc.getArray('messages').length;
  const rows = [
    { title: 'a quiet provider stays connected', document: present },
    { title: 'a provider without awareness stays connected', document: hidden },
  ];
  for (const { title, document } of rows) {
    await checks.run(`${title} for ${quietMs / 1_000} s`, async () => {
      const { closeCodes, attempts } = document;
      expect(closeCodes.length === 0 && attempts === 1, `it was closed ${closeCodes.length} times`);
      return '0 disconnects';
    });
  }
  await checks.run('and still hears what happens then', async () => {
    const visitor = await joinAsBot(server, code, 'Vera');
    const hears = () => hidden.doc.getArray('messages').length > heldAtTheEnd;
    await hidden.until('the newcomer', hears);
    visitor.close();
    return 'a newcomer';
  });
  present.close();
  hidden.close();
}
