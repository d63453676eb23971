-- Takes one from each budget, or from none if one of them is used up. KEYS are the budgets: lists of the milliseconds at
-- which something was let through, the oldest first. ARGV says how many each may hold, and for how many milliseconds.
-- Tells whether there was room; then for each budget how many it holds and how long until there is room for one more.
-- A list, as nobody needs to find anything in it: it is packed to about ten bytes an entry, and never longer than a limit.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local room = 1
for i, key in ipairs(KEYS) do
  local most, window = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local oldest = tonumber(redis.call('LINDEX', key, 0))
  -- What lies further ahead than a window comes from before the clock was put back.
  while oldest and (oldest + window <= now or oldest > now + window) do
    redis.call('LPOP', key)
    oldest = tonumber(redis.call('LINDEX', key, 0))
  end
  if redis.call('LLEN', key) >= most then room = 0 end
end
local told = { room }
for i, key in ipairs(KEYS) do
  local most, window = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  if room == 1 then
    redis.call('RPUSH', key, now)
    redis.call('PEXPIRE', key, window)
  end
  local used = redis.call('LLEN', key)
  -- More than there may be, if another node is set to a higher limit.
  local leaves = tonumber(redis.call('LINDEX', key, math.max(0, used - most))) or now - window
  table.insert(told, used)
  table.insert(told, leaves + window - now)
end
return told
