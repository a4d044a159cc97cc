export { createBotApi, joinAsBot, openBot, type Bot } from './bot.ts';
export { createLine, type Line, type LineFrame, type LineOptions, type Outgoing } from './line.ts';
export { openStockDocument, requestTicket, type Grant, type StockDocument } from './stock-document.ts';
export { beginStockTurn, joinAsStock, stockCanvas, type StockPlayer } from './stock-player.ts';
export { beginTurn, seatBots, together, type BotTurn, type Table } from './table.ts';
export { OPERATOR_TOKEN, startTemporaryServer } from './temporary-server.ts';
export { startNginx, type RunningNginx } from './nginx.ts';
export {
  findFreePort,
  startServerProcess,
  startService,
  type ServerProcess,
  type ServiceName,
} from './server-process.ts';
export { waitUntil } from './wait-until.ts';
