--@ time 500
--@ status 124
--@ stderr time limit reached
-- A generic loop goes on from its last instruction, again and again: there the machine does not look whether it is to stop.
local chunk = string.dump(function() for a in type do end end, true)
local forged, count = chunk:gsub("\x4d\0\1\0", "\x4d\x80\0\0")
assert(count == 1)
load(forged, "=forged", "b")()
