-- Every script begins with this file. Of the keys, the first seven are always the same.
local WORLD, RECORDS, CHANGES, JOURNAL, COUNTERS, NOTES, LOST = unpack(KEYS)

-- begin begins the world.
local function begin(epoch)
	redis.call('HSET', WORLD, 'epoch', epoch, 'number', 0, 'tag', '', 'arrivals', 0, 'cleared', 0,
		'newest', 0, 'dropped', redis.call('GET', LOST) or 0, 'bytes', 0)
	redis.call('DEL', LOST)
end

-- version gives epoch, number and tag, of which epoch is false where there is no world.
local function version()
	return unpack(redis.call('HMGET', WORLD, 'epoch', 'number', 'tag'))
end

-- whole tells all records.
local function whole(epoch, number, tag)
	return {epoch, number, tag, 1, redis.call('HGETALL', RECORDS)}
end

-- since tells what was committed since a version, as epoch, number, tag, 1 for the whole world, and records.
local function since(knownEpoch, knownNumber, knownTag)
	local epoch, number, tag = version()
	if not epoch then
		return {'', '0', '', knownEpoch ~= '' and 1 or 0, {}}
	end
	if epoch == knownEpoch and number == knownNumber and tag == knownTag then
		return {epoch, number, tag, 0, {}}
	end
	local known, current = tonumber(knownNumber), tonumber(number)
	if epoch ~= knownEpoch or known >= current or current - known > 1000 then
		return whole(epoch, number, tag)
	end
	-- The known change has to be among those that Redis has. The first one comes after none.
	local from = known > 0 and known or 1
	local changes = redis.call('XRANGE', CHANGES, from .. '-0', '+')
	if #changes ~= current - from + 1 or known > 0 and changes[1][2][2] ~= knownTag then
		return whole(epoch, number, tag)
	end
	local seen, records = {}, {}
	for i = known > 0 and 2 or 1, #changes do
		local fields = changes[i][2]
		for j = 3, #fields, 2 do
			if fields[j] == 'many' then
				return whole(epoch, number, tag)
			end
			local key = fields[j + 1]
			if not seen[key] then
				seen[key] = true
				records[#records + 1] = key
				records[#records + 1] = redis.call('HGET', RECORDS, key)
			end
		end
	end
	return {epoch, number, tag, 0, records}
end

-- keep puts an entry into the journal and gives its number: its text and tag; how many entries and bytes the journal
-- keeps; what the world's hash says of it; where to tell of it.
local function keep(text, tag, entries, most, newest, bytes, dropped, channel)
	newest, bytes, dropped = newest + 1, bytes + #text, tonumber(dropped)
	redis.call('XADD', JOURNAL, newest .. '-0', 'tag', tag, 'text', text)
	-- The oldest entries make room, but the newest one stays.
	local length = redis.call('XLEN', JOURNAL)
	while length > entries or length > 1 and most > 0 and bytes > most do
		local oldest = redis.call('XRANGE', JOURNAL, '-', '+', 'COUNT', 1)[1]
		redis.call('XDEL', JOURNAL, oldest[1])
		length, bytes, dropped = length - 1, bytes - #oldest[2][4], dropped + 1
	end
	redis.call('HSET', WORLD, 'newest', newest, 'bytes', bytes, 'dropped', dropped)
	redis.call('PUBLISH', channel, '')
	return newest
end

-- kept gives the number of an entry with a tag that is among the newest ones.
local function kept(tag)
	for _, entry in ipairs(redis.call('XREVRANGE', JOURNAL, '+', '-', 'COUNT', 500)) do
		if entry[2][2] == tag then
			return tonumber((string.gsub(entry[1], '-0$', '')))
		end
	end
end

-- change changes records and gives the number of the version after that: its tag; how many records are set; where key
-- and value of each of these, and then the keys of those that go, begin in ARGV.
local function change(tag, set, from)
	local changed, gone = {'tag', tag}, from + 2 * set
	for i = from, gone - 1, 2 do
		redis.call('HSET', RECORDS, ARGV[i], ARGV[i + 1])
		changed[#changed + 1] = 'key'
		changed[#changed + 1] = ARGV[i]
	end
	for i = gone, #ARGV do
		redis.call('HDEL', RECORDS, ARGV[i])
		changed[#changed + 1] = 'key'
		changed[#changed + 1] = ARGV[i]
	end
	if #changed > 1000 then
		changed = {'tag', tag, 'many', ''}
	end
	local number = redis.call('HINCRBY', WORLD, 'number', 1)
	redis.call('HSET', WORLD, 'tag', tag)
	redis.call('XADD', CHANGES, 'MAXLEN', '~', 1000, number .. '-0', unpack(changed))
	return number
end

-- made gives the number of the version after a change with a tag, if it came right after that version.
local function made(number, tag)
	local after = tonumber(number) + 1
	local change = redis.call('XRANGE', CHANGES, after .. '-0', after .. '-0')[1]
	return change and change[2][2] == tag and after
end

