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
local number = ARGV[5] == '1' and kept(ARGV[4])
if number then
	return {number, 0}
end
for i = 10, #ARGV do
	redis.call('HINCRBY', COUNTERS, ARGV[i], 1)
end
local arrival = tonumber(ARGV[2])
if arrival > 0 and arrival <= tonumber(cleared) then
	return {0, began}
end
return {keep(ARGV[3], ARGV[4], tonumber(ARGV[6]), tonumber(ARGV[7]), newest, bytes, dropped, ARGV[9]), began}
