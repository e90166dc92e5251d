local _, arguments = ...

local url = { _VERSION = "URL 1.0.3" }

function url.escape(text)
  return (arguments.text(text, 1, "escape"):gsub("[^%w_]", function(char) return ("%%%02x"):format(char:byte()) end))
end

local function unescape(text)
  return (text:gsub("%%(%x%x)", function(digits) return string.char(tonumber(digits, 16)) end))
end

function url.unescape(text) return unescape(arguments.text(text, 1, "unescape")) end

-- Cuts off what the pattern captures at an end of the text. Returns the rest and the capture.
local function cut(text, pattern)
  local from, to, part = text:find(pattern)
  if not from then return text, nil end
  return text:sub(1, from - 1) .. text:sub(to + 1), part
end

local function parse_authority(authority, parts)
  local rest, userinfo = cut(authority, "^([^@]*)@")
  if userinfo then
    parts.userinfo = userinfo
    local user, password = cut(userinfo, ":([^:]*)$")
    parts.user, parts.password = user, password or parts.password
  end
  local host, port = cut(rest, ":([^:%]]*)$")
  if port and port ~= "" then parts.port = port end
  if host ~= "" then parts.host = host:match("^%[(.+)%]$") or host end
end

function url.parse(text, default)
  local parts = {}
  for name, value in pairs(default or parts) do parts[name] = value end
  if not text or text == "" then return nil, "invalid url" end
  local rest, found = cut(tostring(text), "^(%w[%w+.-]*):")
  parts.scheme = found or parts.scheme
  rest, found = cut(rest, "^//([^/?#]*)")
  local authority = found
  parts.authority = found or parts.authority
  for _, part in ipairs({ { "fragment", "#(.*)$" }, { "query", "%?(.*)$" }, { "params", ";(.*)$" } }) do
    rest, found = cut(rest, part[2])
    if found then parts[part[1]] = found end
  end
  if rest ~= "" then parts.path = rest end
  if authority then parse_authority(authority, parts) end
  return parts
end

function url.build(parts)
  local text = parts.path or ""
  if parts.params then text = text .. ";" .. parts.params end
  if parts.query then text = text .. "?" .. parts.query end
  local authority = parts.authority
  if parts.host then
    authority = parts.host:find(":", 1, true) and "[" .. parts.host .. "]" or parts.host
    if parts.port then authority = authority .. ":" .. parts.port end
    local userinfo = parts.user and parts.user .. (parts.password and ":" .. parts.password or "") or parts.userinfo
    if userinfo then authority = userinfo .. "@" .. authority end
  end
  if authority then text = "//" .. authority .. text end
  if parts.scheme then text = parts.scheme .. ":" .. text end
  if parts.fragment then text = text .. "#" .. parts.fragment end
  return text
end

-- RFC 3986, 5.2.4.
local function without_dots(path)
  local kept = {}
  local ends_in_folder = path:find("/$") or path:find("^%.%.?$") or path:find("/%.%.?$")
  for segment in path:gmatch("[^/]*") do
    if segment == ".." then
      if #kept > 1 or kept[1] ~= "" then kept[#kept] = nil end
    elseif segment ~= "." then
      kept[#kept + 1] = segment
    end
  end
  local text = table.concat(kept, "/")
  if path:find("^/") and not text:find("^/") then text = "/" .. text end
  if ends_in_folder and not text:find("/$") then text = text .. "/" end
  return text
end

local function absolute_path(base, relative)
  if relative:find("^/") then return without_dots(relative) end
  return without_dots(base:gsub("[^/]*$", "") .. relative)
end

function url.absolute(base, relative)
  local from = type(base) == "table" and base or url.parse(base)
  if not from then return relative end
  local parts = url.parse(relative)
  if not parts then return type(base) == "table" and url.build(base) or base end
  if parts.scheme then return relative end
  parts.scheme = from.scheme
  if not parts.authority then
    parts.authority = from.authority
    if not parts.path then
      parts.path = from.path
      if not parts.params then
        parts.params = from.params
        parts.query = parts.query or from.query
      end
    else
      local has_root = from.path == nil and from.authority ~= nil
      parts.path = absolute_path(from.path or has_root and "/" or "", parts.path)
    end
  end
  return url.build(parts)
end

function url.parse_path(path)
  path = path or ""
  local parts = {}
  for segment in path:gmatch("[^/]+") do parts[#parts + 1] = unescape(segment) end
  if path:sub(1, 1) == "/" then parts.is_absolute = 1 end
  if path:sub(-1) == "/" then parts.is_directory = 1 end
  return parts
end

local function protect(segment)
  return (segment:gsub("[^%w%-_.!~*'():@&=+$,]", function(char) return ("%%%02X"):format(char:byte()) end))
end

function url.build_path(parts, unsafe)
  local segments = {}
  for index, segment in ipairs(parts) do segments[index] = unsafe and segment or protect(segment) end
  local path = table.concat(segments, "/")
  if parts.is_directory and #segments > 0 then path = path .. "/" end
  return parts.is_absolute and "/" .. path or path
end

return url
