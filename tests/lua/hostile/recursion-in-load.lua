--@ status 1
--@ stderr C stack overflow
local function read() assert(load(read)) end
read()
