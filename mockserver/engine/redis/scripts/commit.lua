-- A change: known epoch, number, tag; an epoch in case the world begins; the change's tag; how many records are set;
-- key and value of each of these; the keys of those that go.
-- Gives 1 if the change was made, 1 if the world began, and the new version or what is new.
local epoch, number, tag = version()
local began = 0
if not epoch then
	if ARGV[1] ~= '' then
		return {0, 0, since(ARGV[1], ARGV[2], ARGV[3])}
	end
	begin(ARGV[4])
	began, epoch, number = 1, ARGV[4], '0'
elseif epoch ~= ARGV[1] or number ~= ARGV[2] or tag ~= ARGV[3] then
	-- Unless the change was made already, and nobody heard of it.
	local id = tonumber(ARGV[2]) + 1 .. '-0'
	local change = redis.call('XRANGE', CHANGES, id, id)[1]
	if change and change[2][2] == ARGV[5] then
		return {1, 0, {epoch, tostring(tonumber(ARGV[2]) + 1), ARGV[5], 0, {}}}
	end
	return {0, 0, since(ARGV[1], ARGV[2], ARGV[3])}
end

local set = tonumber(ARGV[6])
local firstGone = 7 + 2 * set
local change = {'tag', ARGV[5]}
for i = 7, firstGone - 1, 2 do
	redis.call('HSET', RECORDS, ARGV[i], ARGV[i + 1])
	change[#change + 1] = 'key'
	change[#change + 1] = ARGV[i]
end
for i = firstGone, #ARGV do
	redis.call('HDEL', RECORDS, ARGV[i])
	change[#change + 1] = 'key'
	change[#change + 1] = ARGV[i]
end
if #change > 1000 then
	change = {'tag', ARGV[5], 'many', ''}
end
number = redis.call('HINCRBY', WORLD, 'number', 1)
redis.call('HSET', WORLD, 'tag', ARGV[5])
redis.call('XADD', CHANGES, 'MAXLEN', '~', 1000, number .. '-0', unpack(change))
return {1, began, {epoch, tostring(number), ARGV[5], 0, {}}}
