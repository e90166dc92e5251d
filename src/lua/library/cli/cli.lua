local host, arguments = ...

local cli = {}

local wrong = host.parts.check(arguments)

local HELP = { name = "help", short = "h", help = "Shows this text." }

local function shown(flag) return "--" .. flag.name end

local function find(flags, field, name)
  for _, flag in ipairs(flags) do
    if flag[field] == name then return flag end
  end
  return nil
end

local function usage_line(spec)
  local words = { "Usage:", spec.name or "plugin" }
  if spec.commands then words[#words + 1] = "COMMAND" end
  words[#words + 1] = "[FLAGS]"
  if spec.args then words[#words + 1] = spec.args end
  return table.concat(words, " ")
end

local function flag_row(flag)
  local value = flag.type and " " .. (flag.value or flag.type:upper()) or ""
  local left = ("  %s--%s%s"):format(flag.short and "-" .. flag.short .. ", " or "    ", flag.name, value)
  local notes = {}
  if flag.choices then notes[1] = "one of " .. table.concat(flag.choices, ", ") end
  local default = flag.default
  if type(default) == "table" then default = table.concat(default, ", ") end
  if default ~= nil then notes[#notes + 1] = "default " .. tostring(default) end
  local words = { flag.help }
  if notes[1] then words[#words + 1] = ("(%s)"):format(table.concat(notes, "; ")) end
  return { left, table.concat(words, " ") }
end

local function rows_of(flags)
  local rows = {}
  for index, flag in ipairs(flags) do rows[index] = flag_row(flag) end
  return rows
end

-- A flag of a spec above, without its letter where the spec uses it for another one.
local function inherited_flag(flag, own)
  if not flag.short or not find(own, "short", flag.short) then return flag end
  local copy = {}
  for field, value in pairs(flag) do copy[field] = field ~= "short" and value or nil end
  return copy
end

-- All flags that a spec takes: its own, and those of the specs above it with other names.
local function all_flags(spec, above)
  local all, inherited = { HELP }, {}
  table.move(spec.flags or {}, 1, #(spec.flags or {}), 2, all)
  for _, flag in ipairs(above) do
    if not find(all, "name", flag.name) then inherited[#inherited + 1] = inherited_flag(flag, all) end
  end
  return table.move(inherited, 1, #inherited, #all + 1, all), inherited
end

local function help_of(spec, above)
  local term = require("helm.term")
  local parts = { usage_line(spec) .. "\n" }
  if spec.help then parts[#parts + 1] = "\n" .. spec.help .. "\n" end
  if spec.commands then
    local names, rows = {}, {}
    for name in pairs(spec.commands) do names[#names + 1] = name end
    table.sort(names)
    for index, name in ipairs(names) do rows[index] = { "  " .. name, spec.commands[name].help or "" } end
    parts[#parts + 1] = "\nCommands:\n" .. term.table(rows)
  end
  local all, inherited = all_flags(spec, above)
  parts[#parts + 1] = "\nFlags:\n" .. term.table(rows_of(table.move(all, 1, #all - #inherited, 1, {})))
  if inherited[1] then parts[#parts + 1] = "\nFlags of all commands:\n" .. term.table(rows_of(inherited)) end
  return table.concat(parts)
end

function cli.help(spec)
  local problem = wrong(spec)
  if problem then arguments.refuse(1, "help", problem) end
  return help_of(spec, {})
end

-- What a flag's text means; nil and why it is wrong.
local function value_of(flag, text)
  local value = text
  if flag.type == "number" then
    value = tonumber(text)
    if not value then return nil, ("%s: a number expected, got '%s'"):format(shown(flag), text) end
  end
  for _, choice in ipairs(flag.choices or { value }) do
    if choice == value then return value end
  end
  return nil, ("%s: one of %s expected, got '%s'"):format(shown(flag), table.concat(flag.choices, ", "), text)
end

local function key_of(flag) return (flag.name:gsub("-", "_")) end

local function keep(opts, flag, value)
  local key = key_of(flag)
  if not flag.repeatable then
    opts[key] = value
    return
  end
  if type(opts[key]) ~= "table" then opts[key] = arguments.array({}) end
  table.insert(opts[key], value)
end

local function set_defaults(opts, flags)
  for _, flag in ipairs(flags) do
    local key = key_of(flag)
    if opts[key] == nil and flag.default ~= nil then opts[key] = flag.default end
    if opts[key] == nil and not flag.type then opts[key] = false end
  end
end

-- The words that are still to be read.
local Words = {}
Words.__index = Words

function Words:next()
  self.at = self.at + 1
  return self.list[self.at]
end

-- Reads the value of a flag: the rest of its word, or the next word.
local function take(opts, flag, given, words)
  if not flag.type then
    if given then return ("%s takes no value"):format(shown(flag)) end
    keep(opts, flag, true)
    return nil
  end
  local text = given or words:next()
  if not text then return ("%s needs a value"):format(shown(flag)) end
  local value, problem = value_of(flag, text)
  if problem then return problem end
  keep(opts, flag, value)
end

-- " (did you mean X?)" for the nearest of the known words, behind a prefix.
local function suggestion(word, known, prefix)
  local nearest = arguments.nearest(word, known)
  return nearest and (" (did you mean %s%s?)"):format(prefix, nearest) or ""
end

local function names_of(flags)
  local names = {}
  for index, flag in ipairs(flags) do names[index] = flag.name end
  return names
end

local function take_long(opts, flags, word, words)
  local name, value = word:match("^%-%-([^=]+)=(.*)$")
  name = name or word:sub(3)
  local flag = find(flags, "name", name)
  if not flag then return ("unknown flag --%s%s"):format(name, suggestion(name, names_of(flags), "--")) end
  return take(opts, flag, value, words)
end

-- "-abc": letters of flags without values, and then one whose value is the rest.
local function take_short(opts, flags, word, words)
  local letters = word:sub(2)
  while letters ~= "" do
    local letter = letters:match("^[\xC2-\xFD][\x80-\xBF]*") or letters:sub(1, 1)
    local flag = find(flags, "short", letter)
    if not flag then return ("unknown flag -%s"):format(letter) end
    local given = letters:sub(2)
    if flag.type then return take(opts, flag, given ~= "" and (given:gsub("^=", "")) or nil, words) end
    keep(opts, flag, true)
    letters = given
  end
end

local function failure(spec, problem)
  return nil, ("%s\n%s (--help says more)"):format(problem, usage_line(spec)), "EUSAGE"
end

-- Reads words into opts. Returns those that are no flags, and the command's name, behind which it stops; or nil and what is wrong.
local function read_words(spec, flags, words, opts)
  local rest = arguments.array({})
  for word in words.next, words do
    local problem
    if word == "--" then
      for left in words.next, words do rest[#rest + 1] = left end
    elseif word:find("^%-%-") then
      problem = take_long(opts, flags, word, words)
    elseif word:find("^%-.") then
      problem = take_short(opts, flags, word, words)
    elseif spec.commands then
      return rest, word
    else
      rest[#rest + 1] = word
    end
    if problem then return nil, problem end
  end
  return rest
end

local function command_of(spec, name)
  local command = { name = ("%s %s"):format(spec.name or "plugin", name) }
  for field, value in pairs(spec.commands[name]) do command[field] = command[field] or value end
  return command
end

local function unknown_command(spec, name)
  local known = {}
  for command in pairs(spec.commands) do known[#known + 1] = command end
  table.sort(known)
  return failure(spec, ("unknown command '%s'%s"):format(name, suggestion(name, known, "")))
end

-- Reads the words of a spec, and those of its command, into opts. A default comes last, for what no word gave. `above` are the flags of the
-- specs above it.
local function parse(spec, words, opts, above)
  local flags = all_flags(spec, above)
  local rest, name = read_words(spec, flags, words, opts)
  if not rest then return failure(spec, name) end
  if opts.help then return nil, help_of(spec, above), "HELP" end
  if spec.commands then
    if not name then return failure(spec, "a command is missing") end
    if not spec.commands[name] then return unknown_command(spec, name) end
    words.command = words.command and words.command .. " " .. name or name
    local message, code
    rest, message, code = parse(command_of(spec, name), words, opts, table.move(flags, 2, #flags, 1, {}))
    if not rest then return nil, message, code end
  elseif not spec.args and rest[1] then
    return failure(spec, ("unexpected argument '%s'"):format(rest[1]))
  end
  set_defaults(opts, spec.flags or {})
  return rest
end

function cli.parse(spec, args)
  local problem = wrong(spec)
  if problem then arguments.refuse(1, "parse", problem) end
  if args == nil then args = arg end
  if type(args) ~= "table" then arguments.refuse(2, "parse", ("table expected, got %s"):format(type(args))) end
  for index, word in ipairs(args) do
    if type(word) ~= "string" then
      arguments.refuse(2, "parse", ("element #%d: string expected, got %s"):format(index, type(word)))
    end
  end
  local words, opts = setmetatable({ list = args, at = 0 }, Words), {}
  local rest, message, code = parse(spec, words, opts, {})
  if not rest then return nil, message, code end
  if words.command then opts.command = words.command end
  return opts, rest
end

return cli
