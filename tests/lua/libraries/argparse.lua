function main()
  local argparse = require("argparse")
  local parser = argparse("tool", "Does a thing."):epilog("That is all.")
  parser:argument("input", "What is read.")
  parser:option("-o --output", "Where it goes.", "a.out"):argname("<file>")
  parser:option("-I --include"):count("*")
  parser:option("-l --level"):choices({ "low", "high" })
  parser:flag("-v --verbose"):count("0-3")
  parser:command_target("command")
  parser:command("build"):summary("Builds."):option("-j --jobs"):convert(tonumber)
  parser:command("clean", "Cleans.")
  print(parser:get_help())
  print(parser:get_usage())
  for _, words in ipairs({
    { "in.txt", "build", "-j", "4" }, { "-vv", "in.txt", "-o", "x", "clean" }, { "in.txt", "-Ia", "-I", "b", "--level=high", "build" },
    { "in.txt" }, { "in.txt", "bild" }, { "in.txt", "--levl", "x" }, { "in.txt", "--level", "mid", "build" }, { "-vvvv", "x", "clean" }, {},
  }) do
    local ok, result = parser:pparse(words)
    print(ok, table.concat(words, " "))
    if ok then
      print(result.input, result.output, result.command, result.jobs, result.verbose, result.level, table.concat(result.include or {}, ","))
    else
      print(result)
    end
  end
end
if arg[-1] then main(...) end
