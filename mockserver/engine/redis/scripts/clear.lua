-- The journal is cleared: where to tell of it.
redis.call('DEL', LOST)
if redis.call('EXISTS', WORLD) == 1 then
	redis.call('UNLINK', JOURNAL, NOTES)
	redis.call('HSET', WORLD, 'cleared', redis.call('HGET', WORLD, 'arrivals'), 'dropped', 0, 'bytes', 0)
end
redis.call('PUBLISH', ARGV[1], '')
return 1
