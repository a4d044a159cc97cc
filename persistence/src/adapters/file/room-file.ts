import { open, unlink, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '@drawguess/game/clock';
import type { LogEntry, LogRecord } from '@drawguess/game/log';
import { coalesce } from '../../log/coalesce.ts';
import { decodeRecord, encodeRecord } from '../../log/record-code.ts';
import { LeaseLostError, NoSuchRoomError, type RoomEntry } from '../../ports/index.ts';
import { replaceFile, syncDirectory } from './durable-files.ts';
import { decodeFrame, encodeFrame } from './frames.ts';

/** Where a record lies in its file: `offset` in bytes, rising with `position`; `at` in ms. */
export type PlacedRecord = { position: number; at: number; offset: number };

/** What is known of a room's file: its room, its records, and where the last of them ends. */
export type RoomFileContent = { room: RoomEntry; records: PlacedRecord[]; end: number };

export type RoomFileOptions = RoomFileContent & {
  path: string;
  clock: Clock;
  /** The records are stored: the operating system has them, so they survive this process. */
  onStored(records: readonly LogRecord[]): void;
  /** Everything up to this position survives a power loss. */
  onSynced(position: number): void;
};

/** One room's log. Operations take effect in the order of their calls. */
export type RoomFile = {
  readonly room: RoomEntry;
  append(entries: readonly LogEntry[], epoch: number | undefined): Promise<number>;
  read(after: number): Promise<LogRecord[]>;
  compact(position: number, entries: readonly LogEntry[], epoch: number): Promise<void>;
  takeLease(epoch: number): Promise<void>;
  /** @throws LeaseLostError when another lease is the latest. */
  checkLease(epoch: number): void;
  /** Resolves when everything stored before the call survives a power loss. */
  sync(): Promise<void>;
  /** Gives back what an unused room does not need; the next operation takes it again. */
  rest(): Promise<void>;
  delete(): Promise<void>;
  /** Everything that was called before is done and durable. */
  close(): Promise<void>;
};

type Append = {
  entries: readonly LogEntry[];
  epoch: number | undefined;
  resolve(position: number): void;
  reject(error: unknown): void;
};

/**
 * Appends to one room's file. Appends that wait at the same time go out in one write (group commit); whatever fails to
 * be written whole is taken back, so the file never holds what was rejected.
 */
export function createRoomFile(options: RoomFileOptions): RoomFile {
  const { path, room, clock } = options;
  let { records, end } = options;
  let handle: FileHandle | undefined;
  let leaseEpoch = 0;
  let synced = 0;
  let broken: Error | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let waiting: Append[] | undefined;

  const lastPosition = (): number => records.at(-1)?.position ?? 0;

  const enqueue = <Result>(task: () => Promise<Result>): Promise<Result> => {
    // What is called from now on comes after this task, so it may not join a batch from before.
    waiting = undefined;
    const run = queue.then(() => {
      if (broken !== undefined) throw broken;
      return task();
    });
    queue = run.catch(() => undefined);
    return run;
  };

  const opened = async (): Promise<FileHandle> => (handle ??= await open(path, 'r+'));

  const released = async (): Promise<void> => {
    const old = handle;
    handle = undefined;
    await old?.close();
  };

  const leaseLost = (epoch: number): LeaseLostError =>
    new LeaseLostError(`Room ${room.roomId} is held by lease ${leaseEpoch}, not ${epoch}.`);

  const checkLease = (epoch: number): void => {
    if (epoch !== leaseEpoch) throw leaseLost(epoch);
  };

  const append = (entries: readonly LogEntry[], epoch: number | undefined): Promise<number> =>
    new Promise((resolve, reject) => {
      const one: Append = { entries, epoch, resolve, reject };
      if (waiting !== undefined) {
        waiting.push(one);
        return;
      }
      const batch = [one];
      const closeBatch = (): void => {
        if (waiting === batch) waiting = undefined;
      };
      enqueue(() => {
        closeBatch();
        return write(batch);
      }).catch((error: unknown) => {
        closeBatch();
        for (const each of batch) each.reject(error);
      });
      waiting = batch;
    });

  const write = async (batch: readonly Append[]): Promise<void> => {
    const taken = batch.filter((one) => {
      if (one.epoch === undefined || one.epoch === leaseEpoch) return true;
      one.reject(leaseLost(one.epoch));
      return false;
    });
    if (taken.length === 0) return;
    const at = clock.now();
    const first = lastPosition() + 1;
    const stored = taken.map(({ entries }, index): LogRecord => ({ position: first + index, at, entries }));
    const frames = stored.map((record) => encodeFrame(encodeRecord(record)));
    await writeWhole(await opened(), Buffer.concat(frames));
    for (const [index, record] of stored.entries()) {
      records.push({ position: record.position, at, offset: end });
      end += frames[index]?.length ?? 0;
    }
    options.onStored(stored);
    for (const [index, one] of taken.entries()) one.resolve(first + index);
  };

  const writeWhole = async (file: FileHandle, bytes: Uint8Array): Promise<void> => {
    try {
      for (let done = 0; done < bytes.length;) {
        done += (await file.write(bytes, done, bytes.length - done, end + done)).bytesWritten;
      }
    } catch (error) {
      await file.truncate(end).catch((cause: unknown) => {
        broken = new Error(`The log of room ${room.roomId} cannot be written any more (${path}).`, { cause });
      });
      throw error;
    }
  };

  const readBytes = async (from: number, to: number): Promise<Buffer> => {
    const bytes = Buffer.allocUnsafe(to - from);
    const file = await opened();
    for (let done = 0; done < bytes.length;) {
      const { bytesRead } = await file.read(bytes, done, bytes.length - done, from + done);
      if (bytesRead === 0)
        throw new Error(`The log of room ${room.roomId} is shorter than it was (${path}).`);
      done += bytesRead;
    }
    return bytes;
  };

  const compact = async (position: number, entries: readonly LogEntry[], epoch: number): Promise<void> => {
    checkLease(epoch);
    const index = records.findIndex((record) => record.position === position);
    const replaced = records[index];
    if (replaced === undefined) {
      throw new RangeError(`Room ${room.roomId} has no record at position ${position}.`);
    }
    const { at } = replaced;
    const later = records.slice(index + 1);
    const laterFrom = later[0]?.offset ?? end;
    const head = encodeRoomHeader(room);
    const start = Buffer.concat([head, encodeFrame(encodeRecord({ position, at, entries }))]);
    const content = Buffer.concat([start, await readBytes(laterFrom, end)]);
    await replaceFile(path, content);
    await released();
    const moved = start.length - laterFrom;
    records = [
      { position, at, offset: head.length },
      ...later.map((record) => ({ ...record, offset: record.offset + moved })),
    ];
    end = content.length;
    reachedDisk(lastPosition());
  };

  const reachedDisk = (position: number): void => {
    synced = Math.max(synced, position);
    options.onSynced(synced);
  };

  const sync = coalesce(async () => {
    const upTo = lastPosition();
    if (synced >= upTo) return;
    const file = await enqueue(opened);
    try {
      // Beside the queue: a slow disk must not hold up appends.
      await file.datasync();
    } catch (cause) {
      // A compaction has put another file in the place of this one, and has synced it.
      if (file !== handle) return;
      // The system may have forgotten what it could not write: a second sync would only seem to work.
      broken = new Error(`The log of room ${room.roomId} cannot be made durable (${path}).`, { cause });
      throw broken;
    }
    reachedDisk(upTo);
  });

  return {
    room,
    append,
    read: (after) =>
      enqueue(async () => {
        const first = records.find((record) => record.position > after);
        return first === undefined ? [] : decodeFrames(await readBytes(first.offset, end));
      }),
    compact: (position, entries, epoch) => enqueue(() => compact(position, entries, epoch)),
    takeLease: (epoch) =>
      enqueue(async () => {
        if (epoch < leaseEpoch) throw leaseLost(epoch);
        leaseEpoch = epoch;
      }),
    checkLease,
    sync,
    rest: () => enqueue(async () => (synced < lastPosition() ? undefined : released())),
    delete: () =>
      enqueue(async () => {
        broken = new NoSuchRoomError(`There is no room ${room.roomId} in the log any more.`);
        await released();
        await unlink(path);
        await syncDirectory(dirname(path));
      }),
    async close() {
      await queue;
      try {
        if (broken === undefined) await sync();
      } finally {
        broken ??= new Error('This log is closed.');
        await released();
      }
    },
  };
}

/** Makes a room's file, durably, with its first record. */
export async function writeRoomFile(
  path: string,
  room: RoomEntry,
  first: LogRecord,
): Promise<RoomFileContent> {
  const header = encodeRoomHeader(room);
  const content = Buffer.concat([header, encodeFrame(encodeRecord(first))]);
  await replaceFile(path, content);
  const { position, at } = first;
  return { room, records: [{ position, at, offset: header.length }], end: content.length };
}

/** Takes apart a room's file as far as it is whole. Returns `undefined` if not even its first frame is. */
export function scanRoomFile(bytes: Buffer): RoomFileContent | undefined {
  const header = decodeFrame(bytes, 0);
  const room = header && decodeRoomHeader(header.payload);
  if (header === undefined || room === undefined) return undefined;
  const records: PlacedRecord[] = [];
  let { end } = header;
  for (let frame = decodeFrame(bytes, end); frame !== undefined; frame = decodeFrame(bytes, end)) {
    const { position, at } = decodeRecord(frame.payload);
    const last = records.at(-1)?.position;
    if (last !== undefined && position !== last + 1) break;
    records.push({ position, at, offset: end });
    ({ end } = frame);
  }
  return { room, records, end };
}

const HEADER_FORMAT = 'drawguess-room-log/1';

/** The first frame of a room's file: JSON with its format, room and code. */
const encodeRoomHeader = ({ roomId, code }: RoomEntry): Uint8Array =>
  encodeFrame(Buffer.from(JSON.stringify({ format: HEADER_FORMAT, roomId, code })));

function decodeRoomHeader(payload: Uint8Array): RoomEntry | undefined {
  try {
    const { format, roomId, code } = JSON.parse(Buffer.from(payload).toString()) as Record<string, unknown>;
    const isRoom = format === HEADER_FORMAT && typeof roomId === 'string' && typeof code === 'string';
    return isRoom ? { roomId, code } : undefined;
  } catch {
    return undefined;
  }
}

function decodeFrames(bytes: Buffer): LogRecord[] {
  const records: LogRecord[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const frame = decodeFrame(bytes, offset);
    if (frame === undefined) throw new Error('A record of the log was damaged after it was written.');
    records.push(decodeRecord(frame.payload));
    offset = frame.end;
  }
  return records;
}
