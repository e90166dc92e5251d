---@meta helm.template

---Texts from templates in Mustache, which have no code in them.
---
---```lua
---local template = require "helm.template"
---
---io.write(template.render([[
---Name: {{name}}
---{{#ports}}
---- {{name}}: {{port}}
---{{/ports}}
---{{^volumes}}
---No volumes
---{{/volumes}}
---]], { name = "web", ports = { { name = "http", port = 80 }, { name = "https", port = 443 } } }))
-----> Name: web
-----> - http: 80
-----> - https: 443
-----> No volumes
---```
---
---`{{name}}` is a value with HTML's characters escaped, `{{{name}}}` and `{{&name}}` one as it is. `{{#name}}…{{/name}}` is rendered for each item of a
---list, or once if the value is there; `{{^name}}…{{/name}}` if it is not. `nil`, `false`, `""`, an empty table and `null` of `helm.json` are not there.
---`{{.}}` is the item itself, `{{a.b}}` a value in another, `{{list.1}}` the first item. `{{>name}}` is a partial, `{{!…}}` a comment, `{{=<% %>=}}` changes
---the delimiters. A line with nothing but one of these tags goes away.
---@class helm.template
local template = {}

---@class helm.template.options
---@field escape? boolean Whether `{{name}}` is escaped for HTML; true by default. `{{{name}}}` never is.

---Renders a template.
---
---```lua
---local template = require "helm.template"
---
---print(template.render("{{greeting}}, {{>who}}!", { greeting = "Hello", name = "R&D" }, { who = "{{name}}" })) --> Hello, R&amp;D!
---print(template.render("{{name}}", { name = "R&D" }, nil, { escape = false })) --> R&D
---print(template.render("one\n{{#two}}", {})) --> nil	line 2: the section 'two' has no end	EINVAL
---```
---@param text string
---@param view any The values. A function in it gives a value; for a section it gets the section's text, and a function that renders a text.
---@param partials? table<string, string> Texts by name, or functions that return them. A missing one is empty.
---@param options? helm.template.options
---@return string? text
---@return string? message
---@return string? code `EINVAL` if the template is wrong, or nested deeper than 100 levels.
function template.render(text, view, partials, options) end

return template
