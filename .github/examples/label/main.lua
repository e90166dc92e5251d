-- A post-renderer: labels everything that Helm has rendered, as the one of Helm's tutorial does with a shell and yq.
local yaml = require "helm.yaml"

function main()
  local labelled = {}
  for _, document in ipairs(assert(yaml.decode_all(io.read("a")))) do
    if type(document) == "table" then
      document.metadata = document.metadata or {}
      document.metadata.labels = document.metadata.labels or {}
      document.metadata.labels["postrendered-by"] = "postrenderer"
      labelled[#labelled + 1] = document
    end
  end
  io.write(yaml.encode_all(labelled))
end
