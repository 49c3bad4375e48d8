-- The world begins anew: its epoch, and where to tell of it.
redis.call('DEL', LOST)
local newest = redis.call('HGET', WORLD, 'newest')
if newest then
	redis.call('UNLINK', unpack(KEYS))
	begin(ARGV[1])
	redis.call('HSET', WORLD, 'newest', newest)
end
redis.call('PUBLISH', ARGV[2], '')
return 1
