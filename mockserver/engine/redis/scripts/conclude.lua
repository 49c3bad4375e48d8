-- A request that was answered from what is known: known version of the world, and of the one beside it (whose hash is
-- the eighth key, unless another node has it), as "epoch number tag"; its tag; 1 if it may be done already; its entry; how many entries and bytes the journal keeps;
-- where to tell of it; how many counters, and these; how many records are set; key and value of each of these; the
-- keys of those that go.
-- Gives the entry's number and the number of the version after it, or 0 and what is new.
local epoch, number, tag, newest, bytes, dropped =
	unpack(redis.call('HMGET', WORLD, 'epoch', 'number', 'tag', 'newest', 'bytes', 'dropped'))
if not epoch then
	return {0, {'', '0', '', 1, {}}}
end
local knownEpoch, knownNumber, knownTag = string.match(ARGV[1], '^(%S*) (%S*) (.*)$')
local counters = tonumber(ARGV[9])
local set = tonumber(ARGV[10 + counters])
local changes = #ARGV > 10 + counters

if ARGV[4] == '1' then
	local done = kept(ARGV[3])
	local after = changes and made(knownNumber, ARGV[3])
	if done or after then
		return {done or tonumber(newest), after or tonumber(knownNumber)}
	end
end
if epoch ~= knownEpoch or number ~= knownNumber or tag ~= knownTag then
	return {0, since(knownEpoch, knownNumber, knownTag)}
end
if KEYS[8] then
	local besideEpoch, besideNumber, besideTag = unpack(redis.call('HMGET', KEYS[8], 'epoch', 'number', 'tag'))
	if (besideEpoch or '') .. ' ' .. (besideNumber or '0') .. ' ' .. (besideTag or '') ~= ARGV[2] then
		return {0, {epoch, number, tag, 0, {}}}
	end
end

redis.call('HINCRBY', WORLD, 'arrivals', 1)
for i = 10, 9 + counters do
	redis.call('HINCRBY', COUNTERS, ARGV[i], 1)
end
if changes then
	number = change(ARGV[3], set, 11 + counters)
end
return {keep(ARGV[5], ARGV[3], tonumber(ARGV[6]), tonumber(ARGV[7]), newest, bytes, dropped, ARGV[8]), tonumber(number)}
