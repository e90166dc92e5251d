-- Returns a function that makes a text safe for a terminal: each character that controls it, or turns the direction of the text
-- around it, becomes a blank, and each byte that is not UTF-8 becomes U+FFFD.
local function in_utf8(text)
  local parts, at = {}, 1
  while true do
    local _, wrong = utf8.len(text, at)
    parts[#parts + 1] = text:sub(at, (wrong or 0) - 1)
    if not wrong then return table.concat(parts) end
    parts[#parts + 1] = "\u{FFFD}"
    at = wrong + 1
  end
end

-- U+0080 to U+009F; U+200E, U+200F, U+2028 to U+202E; U+2066 to U+2069.
local CONTROLS = { "%c", "\xC2[\x80-\x9F]", "\xE2\x80[\x8E\x8F\xA8-\xAE]", "\xE2\x81[\xA6-\xA9]" }

return function(text)
  text = in_utf8(text)
  for _, control in ipairs(CONTROLS) do text = text:gsub(control, " ") end
  return text
end
