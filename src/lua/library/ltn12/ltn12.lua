-- Chunks of data go from a source through filters into a sink. nil is the end, and "" is no data yet.
local ltn12 = { filter = {}, source = {}, sink = {}, pump = {}, BLOCKSIZE = 2048, _VERSION = "LTN12 1.0.3" }
local filter, source, sink, pump = ltn12.filter, ltn12.source, ltn12.sink, ltn12.pump

function filter.cycle(low, context, extra)
  if type(low) ~= "function" then error("bad argument #1 to 'cycle' (function expected, got " .. type(low) .. ")", 2) end
  return function(chunk)
    local result
    result, context = low(context, chunk, extra)
    return result
  end
end

local function chain_two(first, second)
  return function(chunk)
    local middle = first(chunk)
    if chunk ~= nil then return middle and second(middle) end
    -- At the end the first filter may still have several chunks.
    local text = ""
    while middle ~= nil and middle ~= "" do
      text = text .. (second(middle) or "")
      middle = first(nil)
    end
    local last = second(nil)
    if text == "" then return last end
    return text .. (last or "")
  end
end

-- A filter may give more chunks at the end: it is asked with nil until it gives nil.
function filter.chain(...)
  local filters = table.pack(...)
  local chained = filters[1] or function(chunk) return chunk end
  local ended = false
  for index = 2, filters.n do chained = chain_two(chained, filters[index]) end
  if filters.n < 2 then return chained end
  return function(chunk)
    if chunk ~= nil then return chained(chunk) end
    if ended then return nil end
    ended = true
    return chained(nil)
  end
end

function source.empty() return function() return nil end end

function source.error(message) return function() return nil, message end end

function source.file(handle, message)
  if not handle then return source.error(message or "unable to open file") end
  return function()
    local chunk = handle:read(ltn12.BLOCKSIZE)
    if not chunk then handle:close() end
    return chunk
  end
end

function source.simplify(src)
  return function()
    local chunk, next_source = src()
    src = next_source or src
    if not chunk then return nil, next_source end
    return chunk
  end
end

function source.string(text)
  if not text then return source.empty() end
  local at = 1
  return function()
    local chunk = text:sub(at, at + ltn12.BLOCKSIZE - 1)
    at = at + ltn12.BLOCKSIZE
    return chunk ~= "" and chunk or nil
  end
end

function source.table(list)
  if type(list) ~= "table" then error("bad argument #1 to 'table' (table expected, got " .. type(list) .. ")", 2) end
  local index = 0
  return function()
    index = index + 1
    return list[index]
  end
end

function source.rewind(src)
  local returned = {}
  return function(chunk)
    if chunk then
      returned[#returned + 1] = chunk
      return nil
    end
    if #returned > 0 then return table.remove(returned) end
    return src()
  end
end

function source.cat(...)
  local sources, index = table.pack(...), 1
  return function()
    while index <= sources.n do
      local chunk, message = sources[index]()
      if chunk then return chunk end
      if message then return nil, message end
      index = index + 1
    end
  end
end

function source.chain(src, first, ...)
  if not src or not first then error("bad argument to 'chain' (a source and a filter expected)", 2) end
  local change = select("#", ...) > 0 and filter.chain(first, ...) or first
  local ended = false
  return function()
    while true do
      local chunk, message
      if not ended then
        chunk, message = src()
        if message then return nil, message end
      end
      local result = change(chunk)
      if chunk == nil then
        ended = true
        return result ~= "" and result or nil
      end
      if result == nil then return nil, "filter returned inappropriate nil" end
      if result ~= "" then return result end
    end
  end
end

function sink.table(list)
  list = list or {}
  return function(chunk)
    if chunk then list[#list + 1] = chunk end
    return 1
  end, list
end

function sink.simplify(snk)
  return function(chunk, message)
    local good, next_sink = snk(chunk, message)
    if not good then return nil, next_sink end
    snk = next_sink or snk
    return 1
  end
end

function sink.file(handle, message)
  if not handle then return sink.error(message or "unable to open file") end
  return function(chunk)
    if chunk then return handle:write(chunk) end
    handle:close()
    return 1
  end
end

function sink.null() return function() return 1 end end

function sink.error(message) return function() return nil, message end end

function sink.chain(first, ...)
  local parts = table.pack(first, ...)
  local snk = parts[parts.n]
  if parts.n < 2 or not snk then error("bad argument to 'chain' (a filter and a sink expected)", 2) end
  local change = parts.n > 2 and filter.chain(table.unpack(parts, 1, parts.n - 1)) or first
  return function(chunk, message)
    if chunk == "" then return 1 end
    local result = change(chunk)
    while true do
      if result ~= nil then
        local good, failure = snk(result)
        if not good then return nil, failure end
      end
      if chunk ~= nil then return 1 end
      if result == nil then return snk(nil, message) end
      result = change(nil)
    end
  end
end

function pump.step(src, snk)
  local chunk, source_message = src()
  local good, sink_message = snk(chunk, source_message)
  if chunk and good then return 1 end
  return nil, source_message or sink_message
end

function pump.all(src, snk, step)
  if not src or not snk then error("bad argument to 'all' (a source and a sink expected)", 2) end
  step = step or pump.step
  while true do
    local good, message = step(src, snk)
    if not good then
      if message then return nil, message end
      return 1
    end
  end
end

return ltn12
