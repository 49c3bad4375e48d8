-- A request arrives: known epoch, number, tag; an epoch in case the world begins.
-- Gives the arrival, 1 if the world began, and what is new.
local began = 0
if redis.call('EXISTS', WORLD) == 0 then
	begin(ARGV[4])
	began = 1
end
return {redis.call('HINCRBY', WORLD, 'arrivals', 1), began, since(ARGV[1], ARGV[2], ARGV[3])}
