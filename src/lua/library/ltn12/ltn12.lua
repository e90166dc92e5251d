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

-- A filter may have several chunks for one: it is asked with "" for more until it returns "", and at the end with nil until it
-- returns nil. Some return "" there too.
local function chain_two(first, second)
  local second_has_more, first_ended, ended = false, false, false
  return function(chunk)
    local asked = chunk
    while not ended do
      if second_has_more then
        local more = second("")
        second_has_more = more ~= nil and more ~= ""
        if second_has_more then return more end
      end
      if first_ended then
        local last = second(nil)
        ended = last == nil or last == ""
        return not ended and last or nil
      end
      local middle = first(asked)
      if middle == nil or middle == "" then
        if chunk ~= nil then return middle end
        first_ended = true
      else
        local result = second(middle)
        second_has_more = result ~= nil and result ~= ""
        if second_has_more then return result end
        asked = chunk and ""
      end
    end
  end
end

function filter.chain(...)
  local filters = table.pack(...)
  local chained = filters[1] or function(chunk) return chunk end
  for index = 2, filters.n do chained = chain_two(chained, filters[index]) end
  return chained
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
  -- Whether the filter has more of what it got, and what it is asked with then: "" within the data, nil at its end.
  local has_more, rest = false, nil
  return function()
    while true do
      local chunk, message = rest, nil
      if not has_more then chunk, message = src() end
      if message then return nil, message end
      local result = change(chunk)
      if result == nil and chunk ~= nil then return nil, "filter returned inappropriate nil" end
      if chunk == nil and (result == nil or result == "") then
        has_more, rest = true, nil
        return nil
      end
      has_more, rest = result ~= "", chunk and ""
      if has_more then return result end
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
    -- A filter that has more for a chunk is asked with "" until it returns that.
    local rest = chunk and ""
    local result = change(chunk)
    while true do
      local good, failure = snk(result, message)
      if not good then return nil, failure end
      if result == rest then return 1 end
      result = change(rest)
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
