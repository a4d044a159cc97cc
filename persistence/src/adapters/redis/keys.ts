/** Names in Redis (PROTOCOL, "The log in Redis"). */
export type Keys = {
  /** A hash: code → room id. */
  codes: string;
  /** A hash: process → since when it was heard of without a break, and when last. */
  processes: string;
  /** What the name of every key of a room begins with. */
  roomPrefix: string;
  /** A room's hash, its stream and what its last compaction left, in the order in which scripts take them. */
  room(roomId: string): [about: string, stream: string, base: string];
  /** Where a room's records are published. */
  channel(roomId: string): string;
};

export function createKeys(prefix: string): Keys {
  const roomPrefix = `${prefix}room:`;
  return {
    codes: `${prefix}codes`,
    processes: `${prefix}processes`,
    roomPrefix,
    room: (roomId) => [`${roomPrefix}${roomId}:about`, roomPrefix + roomId, `${roomPrefix}${roomId}:base`],
    channel: (roomId) => `${roomPrefix}${roomId}:records`,
  };
}
