-- Prints the variables that Helm knows, and what kubectl is connected to.
local env, fail, process = require "helm.env", require "helm.fail", require "helm.process"
local term, yaml = require "helm.term", require "helm.yaml"

local USAGE = [[
Print out the helm environment.

Usage: helm envs [--vars-only] [-q|--quiet]

  --vars-only   print the variables only
  -q, --quiet   print no headers]]

local function kubectl(...)
  local result, message = process.run({ "kubectl", "config", ... }, { stderr = "inherit", text = true })
  if not result then fail(message) end
  if not result.ok then fail("kubectl config " .. ... .. " failed", result.code) end
  return result.stdout
end

local function variables()
  local lines = {}
  for name, value in pairs(env.all()) do
    local line = name .. "=" .. value
    if line:find("HELM_") or line:find("TILLER_") or line:find("KUBE_") then lines[#lines + 1] = line end
  end
  table.sort(lines)
  return table.concat(lines, "\n")
end

function main(...)
  local quiet, only_variables = false, false
  for _, option in ipairs({ ... }) do
    if option == "-q" or option == "--quiet" then quiet = true
    elseif option == "--vars-only" then only_variables = true
    elseif option == "--help" or option == "-h" then return print(USAGE)
    elseif option:sub(1, 1) == "-" then fail("unknown option " .. option .. "\n" .. USAGE)
    else break end
  end
  local function header(title)
    if not quiet then print("\n" .. term.rule() .. "[" .. title .. "]\n") end
  end
  header("Helm environment")
  print(variables())
  if only_variables then return end
  header("kubectl config")
  local context = kubectl("current-context"):gsub("%s+$", "")
  local config = assert(yaml.decode(kubectl("view", "--minify")))
  print("current-context: " .. context)
  print("server:          " .. config.clusters[1].cluster.server .. "\n")
end
