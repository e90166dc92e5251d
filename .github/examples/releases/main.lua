-- Lists the releases of a repository on GitHub; with a constraint such as '^1.2' only those that fit it.
local fail, http, json = require "helm.fail", require "helm.http", require "helm.json"
local semver, term = require "helm.semver", require "helm.term"

local API = os.getenv("GITHUB_API_URL") or "https://api.github.com"

local function fits(tag, constraint)
  return not constraint or semver.valid(tag) and semver.satisfies(tag, constraint)
end

function main(repo, constraint)
  if not repo then fail("usage: releases OWNER/NAME [CONSTRAINT]", 2) end
  local response, message = http.get(("%s/repos/%s/releases?per_page=100"):format(API, repo))
  if not response then fail(message) end
  if response.status == 404 then fail("there is no repository " .. repo) end
  if response.status ~= 200 then fail(("%s: status %d"):format(response.url, response.status)) end
  local rows = {}
  for _, release in ipairs(assert(json.decode(response.body))) do
    if fits(release.tag_name, constraint) then rows[#rows + 1] = { release.tag_name, release.published_at:sub(1, 10) } end
  end
  io.write(term.table(rows, { headers = { "TAG", "DATE" } }))
end
