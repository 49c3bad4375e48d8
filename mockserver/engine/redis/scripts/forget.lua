-- Entries of the journal are forgotten, by their numbers.
for i = 1, #ARGV do
	local id = ARGV[i] .. '-0'
	local entry = redis.call('XRANGE', JOURNAL, id, id)[1]
	if entry then
		redis.call('XDEL', JOURNAL, id)
		redis.call('HINCRBY', WORLD, 'bytes', -#entry[2][4])
	end
end
return 1
