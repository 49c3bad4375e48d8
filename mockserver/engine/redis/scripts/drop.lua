-- The world ends: for how many seconds it is known how many entries it had, and where to tell of it.
local dropped = redis.call('HGET', WORLD, 'dropped')
if dropped then
	local lost = dropped + redis.call('XLEN', JOURNAL)
	redis.call('UNLINK', unpack(KEYS))
	if lost > 0 then
		redis.call('SET', LOST, lost, 'EX', ARGV[1])
	end
end
redis.call('PUBLISH', ARGV[2], '')
return 1
