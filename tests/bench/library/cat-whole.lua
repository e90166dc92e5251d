-- Gives the program `cat` so many bytes as one text, and takes them back as one.
function main(bytes)
  local text = ("0123456789abcde\n"):rep(bytes // 16)
  local result = require("helm.process").run({ "cat" }, { stdin = text, check = true })
  assert(#result.stdout == #text)
end
