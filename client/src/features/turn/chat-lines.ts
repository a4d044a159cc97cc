import type { ChatMessage, Notice } from '@drawguess/game/documents';
import type { Texts } from '../../texts/index.ts';

/** One line of the log: somebody's words, or an announcement of one of a few kinds. */
export type ChatLine = {
  id: number;
  kind: 'said' | 'solver' | 'right' | 'close' | 'held-back' | 'news';
  speaker?: string;
  text: string;
};

/** Everyone's messages and this player's own notices, in the order in which the referee wrote them. */
export function chatLines(
  chat: readonly ChatMessage[],
  notices: readonly Notice[],
  texts: Texts['chat'],
): ChatLine[] {
  const oldest = chat[0]?.id ?? 0;
  return [
    ...chat.map((message) => readMessage(message, texts)),
    ...notices.filter(({ id }) => id >= oldest).map((notice) => readNotice(notice, texts)),
  ].toSorted((a, b) => a.id - b.id);
}

function readMessage(message: ChatMessage, texts: Texts['chat']): ChatLine {
  const { id } = message;
  switch (message.type) {
    case 'said':
      return { id, kind: 'said', speaker: message.nickname, text: message.text };
    case 'guessed':
      return { id, kind: 'right', text: texts.guessed(message.nickname) };
    case 'joined':
      return { id, kind: 'news', text: texts.joined(message.nickname) };
    case 'left':
      return { id, kind: 'news', text: (message.removed ? texts.removed : texts.left)(message.nickname) };
    case 'turn-started':
      return { id, kind: 'news', text: texts.turnStarted(message.nickname) };
    case 'turn-ended':
      return { id, kind: 'news', text: texts.turnEnded(message.word) };
    case 'game-started':
      return { id, kind: 'news', text: texts.gameStarted };
    case 'game-ended':
      return { id, kind: 'news', text: texts.gameEnded };
  }
}

function readNotice(notice: Notice, texts: Texts['chat']): ChatLine {
  const { id, text } = notice;
  switch (notice.type) {
    case 'close':
      return { id, kind: 'close', text: texts.close(text) };
    case 'held-back':
      return { id, kind: 'held-back', text: texts.heldBack(text) };
    case 'solver-said':
      return { id, kind: 'solver', speaker: texts.solver(notice.nickname), text };
  }
}
