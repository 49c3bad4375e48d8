-- The world begins anew: its epoch; where to tell of it; the tag of a change; how many records are set, and these.
redis.call('DEL', LOST)
local newest = redis.call('HGET', WORLD, 'newest')
if newest then
	redis.call('UNLINK', unpack(KEYS))
end
if newest or #ARGV > 4 then
	begin(ARGV[1])
	redis.call('HSET', WORLD, 'newest', newest or 0)
end
if #ARGV > 4 then
	change(ARGV[3], tonumber(ARGV[4]), 5)
end
redis.call('PUBLISH', ARGV[2], '')
return 1
