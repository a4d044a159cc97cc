import { crc32 } from 'node:zlib';

/** Length and checksum, each an unsigned 32-bit integer, low byte first; then the payload (PROTOCOL, "Log files"). */
const HEADER_BYTES = 8;
/** No honest payload comes near: a longer one is damage, and is not worth allocating. */
const MAX_PAYLOAD_BYTES = 256 * 1024 * 1024;

/** A payload with what is needed to tell whether all of it is there. The checksum is CRC-32 as in zlib. */
export function encodeFrame(payload: Uint8Array): Uint8Array {
  const frame = Buffer.allocUnsafe(HEADER_BYTES + payload.length);
  frame.writeUInt32LE(payload.length, 0);
  frame.writeUInt32LE(crc32(payload), 4);
  frame.set(payload, HEADER_BYTES);
  return frame;
}

/**
 * The payload of the frame at `offset`, not copied, and where the next frame begins. Returns `undefined` at the end
 * and at damage: a frame that is cut off, of an impossible length, or with another checksum.
 */
export function decodeFrame(bytes: Buffer, offset: number): { payload: Uint8Array; end: number } | undefined {
  const start = offset + HEADER_BYTES;
  if (start > bytes.length) return undefined;
  const length = bytes.readUInt32LE(offset);
  const end = start + length;
  if (length === 0 || length > MAX_PAYLOAD_BYTES || end > bytes.length) return undefined;
  const payload = bytes.subarray(start, end);
  return crc32(payload) === bytes.readUInt32LE(offset + 4) ? { payload, end } : undefined;
}
