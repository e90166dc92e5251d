-- Wildcards, in time that grows at most with the lengths multiplied. A "*" takes as little as it can, and only the last one is
-- tried again: if there is a match at all, there is one with all earlier ones as they are.
local wildcards = {}

-- Whether a text consists of what the Lua patterns match, in their order, with anything between two of them.
function wildcards.text_fits(text, patterns)
  local last = #patterns
  if last == 1 then return text:find("^" .. patterns[1] .. "$") ~= nil end
  local _, behind = text:find("^" .. patterns[1])
  for index = 2, last - 1 do
    if not behind then return false end
    _, behind = text:find(patterns[index], behind + 1)
  end
  return behind ~= nil and text:find(patterns[last] .. "$", behind + 1) ~= nil
end

-- Whether the names of a path fit the elements of a pattern, where "**" is any number of names. `fits` compares the others.
function wildcards.path_fits(names, elements, fits)
  local name, element = 1, 1
  local deep, from
  while name <= #names do
    if elements[element] == "**" then
      deep, from, element = element, name, element + 1
    elseif elements[element] and fits(names[name], elements[element]) then
      name, element = name + 1, element + 1
    elseif deep then
      from = from + 1
      name, element = from, deep + 1
    else
      return false
    end
  end
  while elements[element] == "**" do element = element + 1 end
  return element > #elements
end

return wildcards
