import type { LogEntry, LogRecord } from '@drawguess/game/log';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** Version of the bytes below. A reader refuses any other. */
const FORMAT = 1;

/**
 * A record as bytes, the same in every adapter (PROTOCOL, "The log"): format (var-uint, 1), position (var-uint), server
 * time in ms (float64, big-endian), then the entries in lib0's `any` coding, which holds byte arrays as they are.
 */
export function encodeRecord(record: LogRecord): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, FORMAT);
  encoding.writeVarUint(encoder, record.position);
  encoding.writeFloat64(encoder, record.at);
  encoding.writeAny(encoder, [...record.entries]);
  return encoding.toUint8Array(encoder);
}

/**
 * Reads what `encodeRecord` wrote. Byte arrays are copies.
 *
 * @throws when the bytes are of another format or end too early. Their integrity is the adapter's business.
 */
export function decodeRecord(bytes: Uint8Array): LogRecord {
  const decoder = decoding.createDecoder(bytes);
  const format = decoding.readVarUint(decoder);
  if (format !== FORMAT)
    throw new Error(`Log records of format ${format} need a newer version of DrawGuess.`);
  const position = decoding.readVarUint(decoder);
  const at = decoding.readFloat64(decoder);
  return { position, at, entries: decoding.readAny(decoder) as LogEntry[] };
}
