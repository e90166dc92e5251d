function main()
  local template = require("template")
  local page = template.compile([[
<h1>{{ title }}</h1>
{% for i, item in ipairs(items) do %}
<li class="{{ i % 2 == 0 and "even" or "odd" }}">{{ item.name }}: {* item.html *}</li>
{% end %}
{% if #items == 0 then %}nothing{% else %}{{ #items }} items{% end %}
]])
  io.write(page({ title = "<Fish & Chips>", items = { { name = "one", html = "<b>1</b>" }, { name = "two's", html = "2" } } }))
  io.write(page({ items = {} }))
  print(pcall(template.compile("{% for %}", "broken"), {}))
  print(pcall(template.compile("line\n{{ missing.field }}", "failing"), {}))
  print(#template.compile(("{{ n }} text "):rep(2000))({ n = 5 }))
end
if arg[-1] then main(...) end
