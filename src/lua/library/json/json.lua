local host, arguments = ...

local json = {}

local library = host.library()
local MOST_SPACES = 16

-- The value that stands for JSON's null: the same one as in helm.yaml and cjson.
json.null = library.null
host.parts.show_null(json.null)

function json.decode(text) return library.decode(arguments.text(text, 1, "decode")) end

function json.encode(value, options)
  options = arguments.options(options, 2, "encode", { indent = "number|string", sort_keys = "boolean" })
  local indent = options.indent
  if type(indent) == "number" then
    if math.type(indent) ~= "integer" or indent < 0 or indent > MOST_SPACES then
      arguments.refuse(2, "encode", ("option 'indent': 0 to %d spaces expected, got %s"):format(MOST_SPACES, indent))
    end
    indent = indent > 0 and (" "):rep(indent) or nil
  end
  local text, fault = library.encode(value, { indent = indent, sort_keys = options.sort_keys })
  if not text then arguments.refuse(1, "encode", arguments.with_hole(fault, value)) end
  return text
end

function json.array(list)
  if list == nil then list = {} end
  if type(list) ~= "table" then arguments.refuse(1, "array", "table expected, got " .. type(list)) end
  return setmetatable(list, library.array_metatable)
end

function json.is_array(value) return library.is_array(value) end

return json
