-- Gives the program `cat` so many bytes in blocks, and takes each block back.
function main(bytes)
  local block = ("0123456789abcde\n"):rep(65536)
  local cat <close> = assert(require("helm.process").spawn({ "cat" }))
  for _ = 1, bytes // #block do
    assert(cat:write(block))
    assert(#cat:read(#block) == #block)
  end
  assert(cat:wait().ok)
end
