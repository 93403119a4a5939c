/*
 * What Redis does in one step. Times are the server's, in milliseconds, so no other machine's clock counts. A slot is
 * KEYS[1], a hash: when it was due, when somebody started in it, the gap that held then, until when nobody else may
 * start because somebody is about to (open, by), and until when Tango asked all to wait (paused).
 */
const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local function field(name) return tonumber(redis.call('HGET', KEYS[1], name) or '') or 0 end
`;

/** Who has asked within the last minute. */
const SEEN = `
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - 60000)
redis.call('ZADD', KEYS[2], now, ARGV[1])
redis.call('PEXPIRE', KEYS[2], 120000)
local processes = redis.call('ZCARD', KEYS[2])
`;

/** ARGV: process, gap, catching up, waited, lease. Answers with the processes seen and the wait; 0 or less: it is yours. */
export const CLAIM = `${NOW}${SEEN}
local gap = math.max(tonumber(ARGV[2]), field('gap'))
local due = math.max(field('due') + gap, field('paused'))
local start = field('start')
if field('open') > now and redis.call('HGET', KEYS[1], 'by') ~= ARGV[1] then start = now end
local wait = math.max(due, start + gap - ARGV[3]) - now
if wait <= 0 then
	due = math.min(now, math.max(due, now - ARGV[4], now - 1000))
	redis.call('HSET', KEYS[1], 'due', due, 'start', now, 'gap', math.min(ARGV[2], 60000), 'open', now + ARGV[5], 'by', ARGV[1])
	redis.call('PEXPIRE', KEYS[1], math.ceil(math.max(120000, field('paused') - now)))
end
return {processes, tostring(wait)}
`;

/** ARGV: process. */
export const STARTED = `${NOW}
if redis.call('HGET', KEYS[1], 'by') == ARGV[1] then redis.call('HSET', KEYS[1], 'start', now, 'open', 0) end
return 0
`;

/** ARGV: for how long. */
export const PAUSE = `${NOW}
local paused = math.max(field('paused'), now + ARGV[1])
redis.call('HSET', KEYS[1], 'paused', paused)
redis.call('PEXPIRE', KEYS[1], math.ceil(paused - now + 120000))
return 0
`;

/** ARGV: process. Answers with the processes seen. */
export const LOOK = `${NOW}${SEEN}
return processes
`;
