-- helm.http: downloads to a file.
local host, attempts = ...

local function failure(file, message, number) return nil, ("%s: %s"):format(file, message), host.error_name(number) end

-- A function that is told how far a download is: the script's own, or luff's on a terminal.
local function progress_of(wish, name)
  if type(wish) == "function" then return wish, function() end end
  local is_shown = wish == true and require("helm.term").isatty("stderr")
  if not is_shown then return function() end, function() end end
  local shown
  return function(received, total)
    local percent = total and total > 0 and ("%3d %%"):format(received * 100 // total) or ("%d KB"):format(received >> 10)
    if percent == shown then return end
    shown = percent
    io.stderr:write(("\r%s: %s "):format(name, percent))
  end, function()
    if shown then io.stderr:write("\r", (" "):rep(#name + #shown + 3), "\r") end
  end
end

-- Writes the body to an open file. Returns how many bytes came.
local function write_body(response, handle, file, tell)
  local total = math.tointeger(tonumber(response.headers["content-length"]))
  local received = 0
  while true do
    local part, message, code = host.read(response.id)
    if code then return nil, message, code end
    if not part then break end
    local good, write_message, number = handle:write(part)
    if not good then return nil, ("%s: %s"):format(file, write_message), host.error_name(number) end
    received = received + #part
    tell(received, total)
  end
  if total and total ~= received then
    local bytes = received == 1 and "byte" or "bytes"
    return nil, ("%s: %d %s came, and the server had said %d"):format(response.url, received, bytes, total), "ECONNRESET"
  end
  return received
end

local function unexpected_status(response)
  local message = ("%s: the server answered with status %d"):format(response.url, response.status)
  return nil, message, "EHTTP", response
end

-- Downloads to a temporary file. Returns the response with its `sha256` and `size`.
local function attempt_download(url, file, temporary, options, tell)
  local response, message, code = attempts.open(url, options, true)
  if not response then return nil, message, code end
  if response.status ~= 200 then
    host.close(response.id)
    return unexpected_status(response)
  end
  local handle, open_message, number = io.open(temporary, "wb")
  if not handle then
    host.close(response.id)
    -- The message names the temporary file, which a script does not know.
    return failure(file, open_message:gsub("^.*: ", ""), number)
  end
  local good, size
  good, size, message, code = pcall(write_body, response, handle, temporary, tell)
  local closed, close_message, close_number = handle:close()
  response.sha256 = host.close(response.id)
  if not good then error(size, 0) end
  if not size then return nil, message, code end
  if not closed then return failure(temporary, close_message, close_number) end
  response.size = size
  return response
end

local function finish(response, temporary, file, expected)
  local digits = expected and expected:gsub("^sha256:", ""):lower()
  if digits and digits ~= response.sha256 then
    return nil, ("%s: the SHA-256 is %s, expected %s"):format(response.url, response.sha256, digits), "EBADMSG"
  end
  local moved, message, number = os.rename(temporary, file)
  if not moved then return failure(file, message, number) end
  return {
    status = response.status, headers = response.headers, url = response.url,
    sha256 = response.sha256, size = response.size,
  }
end

return function(url, file, options)
  if host.is_folder(file) then return nil, file .. ": Is a directory", "EISDIR" end
  local temporary = ("%s.%s.part"):format(file, host.random())
  -- A progress function may yield, and never go on: then the part goes when the script ends.
  local noted = require("helm.path").abs(temporary) or temporary
  host.note_temporary(noted)
  local tell, done = progress_of(options.progress, file:match("[^/\\]*$"))
  local good, response, message, code, bad = pcall(attempts.repeated, options, function()
    return attempt_download(url, file, temporary, options, tell)
  end)
  done()
  local result
  if good and response then result, message, code = finish(response, temporary, file, options.sha256) end
  if not result then os.remove(temporary) end
  host.forget_temporary(noted)
  if not good then error(response, 0) end
  if result then return result end
  if bad then return nil, message, code, bad.status end
  return nil, message, code
end
