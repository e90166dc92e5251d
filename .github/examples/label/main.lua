-- A post-renderer: labels everything that Helm has rendered, as the one of Helm's tutorial does with a shell and yq.
local yaml = require "helm.yaml"

-- What stands behind "metadata:" may be empty.
local function map_of(value) return type(value) == "table" and value or {} end

function main()
  local labelled = {}
  for _, document in ipairs(assert(yaml.decode_all(io.read("a"), { helm_booleans = true }))) do
    if type(document) == "table" then
      document.metadata = map_of(document.metadata)
      document.metadata.labels = map_of(document.metadata.labels)
      document.metadata.labels["postrendered-by"] = "postrenderer"
      labelled[#labelled + 1] = document
    end
  end
  io.write(yaml.encode_all(labelled))
end
