-- An entry for the journal: its world's epoch, or nothing; its arrival; its text; its tag; 1 if it may be there already;
-- how many entries and bytes the journal keeps; an epoch in case the world begins; where to tell of it; counters.
-- Gives its number, 0 where it was not kept, and 1 if the world began.
local epoch, cleared, newest, bytes, dropped =
	unpack(redis.call('HMGET', WORLD, 'epoch', 'cleared', 'newest', 'bytes', 'dropped'))
local began = 0
if not epoch then
	if ARGV[1] ~= '' then
		return {0, 0}
	end
	begin(ARGV[8])
	began, cleared, newest, bytes, dropped = 1, 0, 0, 0, redis.call('HGET', WORLD, 'dropped')
elseif ARGV[1] ~= '' and ARGV[1] ~= epoch then
	return {0, 0}
end
if ARGV[5] == '1' then
	for _, entry in ipairs(redis.call('XREVRANGE', JOURNAL, '+', '-', 'COUNT', 500)) do
		if entry[2][2] == ARGV[4] then
			return {tonumber((string.gsub(entry[1], '-0$', ''))), 0}
		end
	end
end
for i = 10, #ARGV do
	redis.call('HINCRBY', COUNTERS, ARGV[i], 1)
end
local arrival = tonumber(ARGV[2])
if arrival > 0 and arrival <= tonumber(cleared) then
	return {0, began}
end
newest, bytes, dropped = newest + 1, bytes + #ARGV[3], tonumber(dropped)
redis.call('XADD', JOURNAL, newest .. '-0', 'tag', ARGV[4], 'text', ARGV[3])
-- The oldest entries make room, but the newest one stays.
local length, entries, most = redis.call('XLEN', JOURNAL), tonumber(ARGV[6]), tonumber(ARGV[7])
while length > entries or length > 1 and most > 0 and bytes > most do
	local oldest = redis.call('XRANGE', JOURNAL, '-', '+', 'COUNT', 1)[1]
	redis.call('XDEL', JOURNAL, oldest[1])
	length, bytes, dropped = length - 1, bytes - #oldest[2][4], dropped + 1
end
redis.call('HSET', WORLD, 'newest', newest, 'bytes', bytes, 'dropped', dropped)
redis.call('PUBLISH', ARGV[9], '')
return {newest, began}
