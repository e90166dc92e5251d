-- Gives fields of a table the values of variables. `names` has the variables by the fields' names, and `read` returns the value of one.
-- Returns a function that helm.env calls after each change: a field that a script has set itself stays until its variable changes.
return function(table, names, read)
  local last = {}
  local function follow()
    for field, name in next, names do
      local value = read(name)
      if value ~= last[field] then
        last[field] = value
        rawset(table, field, value)
      end
    end
  end
  follow()
  return follow
end
