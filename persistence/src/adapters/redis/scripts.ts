import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

/** Of processes nothing is kept when none has been heard of for so many times their time to live. */
const PROCESSES_KEPT_TTLS = 400;

/**
 * What has to happen as one step, in Lua. Redis does not roll a script back: each looks at everything first, and its
 * first write is the one that can fail. Every script answers with a word and, where it has any, strings.
 * KEYS of a room: 1 about, 2 stream, 3 base.
 */
const PRELUDE = `
local function decimal(number) return string.format('%.0f', number) end
local function milliseconds()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
local function heard(processes, id)
  local since, at = string.match(redis.call('HGET', processes, id) or '', '^(%d+):(%d+)$')
  return tonumber(since), tonumber(at)
end
-- Who was not heard of for a whole time to live itself does not say of others that they are dead.
local function judges(processes, by, ttl, now)
  local since, at = heard(processes, by)
  return at ~= nil and at >= now - ttl and since <= now - ttl
end
local function renew(ttl, always)
  if not always and redis.call('PTTL', KEYS[1]) > ttl * 0.9 then return end
  for key = 1, 3 do redis.call('PEXPIRE', KEYS[key], decimal(ttl)) end
end
`;

/** KEYS[4] codes. ARGV: room prefix, room id, code, record, time to live, token of the call. */
const create = `
local born = redis.call('HGET', KEYS[1], 'born')
if born and born == ARGV[6] then return {'OK'} end
if born then return {'ROOM'} end
local owner = redis.call('HGET', KEYS[4], ARGV[3])
if owner and redis.call('EXISTS', ARGV[1] .. owner .. ':about') == 1 then return {'CODE'} end
redis.call('DEL', KEYS[2], KEYS[3])
redis.call('XADD', KEYS[2], '1-0', 'r', ARGV[4])
redis.call('HSET', KEYS[4], ARGV[3], ARGV[2])
redis.call('HSET', KEYS[1], 'code', ARGV[3], 'epoch', '0', 'last', '1', 'born', ARGV[6])
renew(tonumber(ARGV[5]), true)
return {'OK'}
`;

/** ARGV: epoch or '', record, time to live, writer, number of the call, channel, bytes that are published at most. */
const append = `
local about = redis.call('HMGET', KEYS[1], 'last', 'epoch', 't:' .. ARGV[4])
if not about[1] then return {'ROOM'} end
if about[3] then
  local number, position = string.match(about[3], '^(%d+):(%d+)$')
  if number == ARGV[5] then return {'OK', position} end
  if tonumber(number) > tonumber(ARGV[5]) then return {'STALE'} end
end
if ARGV[1] ~= '' and ARGV[1] ~= about[2] then return {'LEASE', about[2]} end
local position = decimal(tonumber(about[1]) + 1)
redis.call('XADD', KEYS[2], position .. '-0', 'r', ARGV[2])
redis.call('HSET', KEYS[1], 'last', position, 't:' .. ARGV[4], ARGV[5] .. ':' .. position)
renew(tonumber(ARGV[3]), false)
local message = position
if #ARGV[2] <= tonumber(ARGV[7]) then message = position .. ':' .. ARGV[2] end
redis.call('PUBLISH', ARGV[6], message)
return {'OK', position}
`;

/** ARGV: position after which to read, records at most or 0. Answers position, record, position, record … */
const read = `
local about = redis.call('HMGET', KEYS[1], 'last', 'base')
if not about[1] then return {'ROOM'} end
local after, found = tonumber(ARGV[1]), {'OK'}
if about[2] and tonumber(about[2]) > after then
  after = tonumber(about[2])
  found[2], found[3] = about[2], redis.call('GET', KEYS[3])
end
local range = {KEYS[2], decimal(after + 1) .. '-0', '+'}
if ARGV[2] ~= '0' then range[4], range[5] = 'COUNT', ARGV[2] end
for _, entry in ipairs(redis.call('XRANGE', unpack(range))) do
  found[#found + 1] = string.match(entry[1], '^%d+')
  found[#found + 1] = entry[2][2]
end
return found
`;

/** ARGV: epoch, position, record, time to live. */
const compact = `
local about = redis.call('HMGET', KEYS[1], 'last', 'epoch', 'base')
if not about[1] then return {'ROOM'} end
if about[2] ~= ARGV[1] then return {'LEASE', about[2]} end
local id = ARGV[2] .. '-0'
if about[3] ~= ARGV[2] and #redis.call('XRANGE', KEYS[2], id, id) == 0 then return {'POSITION'} end
redis.call('SET', KEYS[3], ARGV[3])
redis.call('HSET', KEYS[1], 'base', ARGV[2])
redis.call('XTRIM', KEYS[2], 'MINID', '=', decimal(tonumber(ARGV[2]) + 1) .. '-0')
renew(tonumber(ARGV[4]), true)
return {'OK'}
`;

/** KEYS[4] processes. ARGV: epoch, time to live, process, time to live of processes. */
const takeLease = `
local epoch, holder = unpack(redis.call('HMGET', KEYS[1], 'epoch', 'holder'))
if not epoch then return {'ROOM'} end
if holder and holder ~= ARGV[3] then
  local now, ttl = milliseconds(), tonumber(ARGV[4])
  local _, at = heard(KEYS[4], holder)
  if at and (at >= now - ttl or not judges(KEYS[4], ARGV[3], ttl, now)) then return {'HELD', holder} end
end
if tonumber(ARGV[1]) < tonumber(epoch) then return {'LEASE', epoch} end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'holder', ARGV[3])
renew(tonumber(ARGV[2]), false)
return {'OK'}
`;

/** ARGV: epoch. */
const releaseLease = `
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then return {'ROOM'} end
if epoch == ARGV[1] then redis.call('HDEL', KEYS[1], 'holder') end
return {'OK'}
`;

/** ARGV: epoch, listing or ''. */
const setListing = `
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then return {'ROOM'} end
if epoch ~= ARGV[1] then return {'LEASE', epoch} end
if ARGV[2] == '' then redis.call('HDEL', KEYS[1], 'listing')
else redis.call('HSET', KEYS[1], 'listing', ARGV[2]) end
return {'OK'}
`;

/** KEYS[1] processes. ARGV: process, its time to live. Forgets those that nobody can take to be alive any more. */
const announce = `
local now, ttl = milliseconds(), tonumber(ARGV[2])
local since, at = heard(KEYS[1], ARGV[1])
if not at or at < now - ttl then since = now end
redis.call('HSET', KEYS[1], ARGV[1], decimal(since) .. ':' .. decimal(now))
redis.call('PEXPIRE', KEYS[1], decimal(ttl * ${PROCESSES_KEPT_TTLS}))
if not judges(KEYS[1], ARGV[1], ttl, now) then return {'OK'} end
for _, id in ipairs(redis.call('HKEYS', KEYS[1])) do
  local _, last = heard(KEYS[1], id)
  if not last or last < now - ttl then redis.call('HDEL', KEYS[1], id) end
end
return {'OK'}
`;

/** KEYS[1] processes. ARGV: process, its time to live. Answers all that this process must take to be alive. */
const processes = `
local now, ttl, found = milliseconds(), tonumber(ARGV[2]), {'OK'}
local all = not judges(KEYS[1], ARGV[1], ttl, now)
for _, id in ipairs(redis.call('HKEYS', KEYS[1])) do
  local _, at = heard(KEYS[1], id)
  if all or (at and at >= now - ttl) then found[#found + 1] = id end
end
return found
`;

/** KEYS[4] codes. ARGV: room id, channel. */
const remove = `
local code = redis.call('HGET', KEYS[1], 'code')
if not code then return {'ROOM'} end
if redis.call('HGET', KEYS[4], code) == ARGV[1] then redis.call('HDEL', KEYS[4], code) end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
redis.call('PUBLISH', ARGV[2], 'gone')
return {'OK'}
`;

/** KEYS[1] codes. ARGV: room prefix, code. Forgets the code of a room that has expired. */
const find = `
local owner = redis.call('HGET', KEYS[1], ARGV[2])
if not owner then return {'OK'} end
if redis.call('EXISTS', ARGV[1] .. owner .. ':about') == 1 then return {'OK', owner} end
redis.call('HDEL', KEYS[1], ARGV[2])
return {'OK'}
`;

/**
 * KEYS[1] codes. ARGV: room prefix. Answers code, room id, holder or '', listing or '', code … and forgets codes of
 * expired rooms.
 */
const list = `
local codes, found = redis.call('HGETALL', KEYS[1]), {'OK'}
for index = 1, #codes, 2 do
  local about = redis.call('HMGET', ARGV[1] .. codes[index + 1] .. ':about', 'code', 'holder', 'listing')
  if about[1] then
    for _, text in ipairs({codes[index], codes[index + 1], about[2] or '', about[3] or ''}) do
      found[#found + 1] = text
    end
  else
    redis.call('HDEL', KEYS[1], codes[index])
  end
end
return found
`;

export type Script = { lua: string; sha: string };

const scriptOf = (body: string): Script => {
  const lua = PRELUDE + body;
  return { lua, sha: createHash('sha1').update(lua).digest('hex') };
};

export const SCRIPTS = {
  create: scriptOf(create),
  append: scriptOf(append),
  read: scriptOf(read),
  compact: scriptOf(compact),
  takeLease: scriptOf(takeLease),
  releaseLease: scriptOf(releaseLease),
  setListing: scriptOf(setListing),
  announce: scriptOf(announce),
  processes: scriptOf(processes),
  remove: scriptOf(remove),
  find: scriptOf(find),
  list: scriptOf(list),
};

/** What a script said: a word, and what it found. */
export type Reply = { word: string; found: Buffer[] };

/** Runs a script, which Redis is given in full when it does not know it (yet, or after a restart). */
export async function evaluate(
  client: Redis,
  { lua, sha }: Script,
  keys: readonly string[],
  args: readonly (string | number | Uint8Array)[],
): Promise<Reply> {
  const all = [
    keys.length,
    ...keys,
    ...args.map((arg) => (arg instanceof Uint8Array ? Buffer.from(arg) : arg)),
  ];
  const reply = (await client.callBuffer('EVALSHA', sha, ...all).catch((error: unknown) => {
    if (error instanceof Error && error.message.startsWith('NOSCRIPT'))
      return client.callBuffer('EVAL', lua, ...all);
    throw error;
  })) as Buffer[];
  return { word: String(reply[0]), found: reply.slice(1) };
}
