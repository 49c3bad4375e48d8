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
	local after = made(ARGV[2], ARGV[5])
	if after then
		return {1, 0, {epoch, tostring(after), ARGV[5], 0, {}}}
	end
	return {0, 0, since(ARGV[1], ARGV[2], ARGV[3])}
end
return {1, began, {epoch, tostring(change(ARGV[5], tonumber(ARGV[6]), 7)), ARGV[5], 0, {}}}
