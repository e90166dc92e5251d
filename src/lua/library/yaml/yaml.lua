local host, arguments = ...

local yaml = {}

local library = host.library()
local OPTIONS_TO_DECODE = { helm_booleans = "boolean" }
local LEAST_INDENT, MOST_INDENT = 2, 9

-- The value that stands for YAML's null: the same one as in helm.json and cjson.
yaml.null = library.null
host.parts.show_null(yaml.null)

function yaml.decode(text, options)
  text = arguments.text(text, 1, "decode")
  local reader = library.open(text, arguments.options(options, 2, "decode", OPTIONS_TO_DECODE))
  local value, message, code = library.next(reader, true)
  if message then return nil, message, code end
  local second
  second, message, code = library.next(reader, true)
  if message then return second, message, code end
  if value == nil then return yaml.null end
  return value
end

function yaml.decode_all(text, options)
  text = arguments.text(text, 1, "decode_all")
  local reader = library.open(text, arguments.options(options, 2, "decode_all", OPTIONS_TO_DECODE))
  local documents = arguments.array({})
  while true do
    local value, message, code = library.next(reader, false)
    if message then return nil, message, code end
    if value == nil then return documents end
    documents[#documents + 1] = value
  end
end

function yaml.documents(text, options)
  text = arguments.text(text, 1, "documents")
  local reader = library.open(text, arguments.options(options, 2, "documents", OPTIONS_TO_DECODE))
  return function()
    local value, message = library.next(reader, false)
    if message then arguments.raise(message) end
    return value
  end
end

local function has_wrong_indent(indent)
  if indent == nil then return false end
  return math.type(indent) ~= "integer" or indent < LEAST_INDENT or indent > MOST_INDENT
end

local WRONG_INDENT = ("option 'indent': %d to %d spaces expected, got %%s"):format(LEAST_INDENT, MOST_INDENT)

function yaml.encode(value, options)
  options = arguments.options(options, 2, "encode", { indent = "number", sort_keys = "boolean" })
  if has_wrong_indent(options.indent) then arguments.refuse(2, "encode", WRONG_INDENT:format(options.indent)) end
  local how = { indent = options.indent, sort_keys = options.sort_keys, alone = true }
  local text, fault = library.encode({ n = 1, value }, how)
  if not text then arguments.refuse(1, "encode", arguments.with_hole(fault, value)) end
  return text
end

-- Checks that documents are in a list without holes, of which some would be lost.
local function check_documents(documents)
  if type(documents) ~= "table" then arguments.refuse(1, "encode_all", "table expected, got " .. type(documents)) end
  for key, value in pairs(documents) do
    -- table.pack adds how many there are.
    local is_count = key == "n" and math.type(value) == "integer"
    if not is_count and (math.type(key) ~= "integer" or key < 1) then
      arguments.refuse(1, "encode_all", ("a list of documents expected, got a table with the key '%s'"):format(tostring(key)))
    end
  end
  local hole = arguments.hole(documents)
  if hole then arguments.refuse(1, "encode_all", ("[%d]: a document expected, got nil (yaml.null stands for an empty one)"):format(hole)) end
end

-- What is wrong with the first of the documents that cannot be encoded, with its place in the list.
local function fault_of(documents, how)
  for index, document in ipairs(documents) do
    local text, fault = library.encode({ n = 1, document }, how)
    if not text then
      fault = arguments.with_hole(fault, document)
      return ("[%d]%s%s"):format(index, fault:find("^[.[]") and "" or ": ", fault)
    end
  end
end

function yaml.encode_all(documents, options)
  check_documents(documents)
  options = arguments.options(options, 2, "encode_all", { indent = "number", sort_keys = "boolean" })
  if has_wrong_indent(options.indent) then arguments.refuse(2, "encode_all", WRONG_INDENT:format(options.indent)) end
  local list = table.move(documents, 1, #documents, 1, { n = #documents })
  local how = { indent = options.indent, sort_keys = options.sort_keys }
  local text = library.encode(list, how)
  if not text then arguments.refuse(1, "encode_all", fault_of(list, how)) end
  return text
end

return yaml
