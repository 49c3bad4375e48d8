-- Every script begins with this file. Of the keys, the first six are always the same.
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

