-- A note: its text; an epoch in case the world begins; how many notes are kept. Gives 1 if the world began.
local began = 0
if redis.call('EXISTS', WORLD) == 0 then
	begin(ARGV[2])
	began = 1
end
redis.call('RPUSH', NOTES, ARGV[1])
redis.call('LTRIM', NOTES, -tonumber(ARGV[3]), -1)
return began
