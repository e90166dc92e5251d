local test = require("helm.test")

local URL = "https://api.github.com/repos/o/r/releases?per_page=100"
local RELEASES = [=[[
  { "tag_name": "v2.0.0", "published_at": "2026-02-01T00:00:00Z" },
  { "tag_name": "v1.3.0", "published_at": "2026-01-01T00:00:00Z" }
]]=]

describe("releases", function()
  before_each(function() test.env({ GITHUB_API_URL = false }) end)

  it("lists the releases that fit", function()
    test.url(URL, { body = RELEASES })
    assert.equals("TAG     DATE\nv1.3.0  2026-01-01\n", test.run({ "o/r", "^1.2" }).stdout)
  end)

  it("says that there is no repository", function()
    test.url(URL, { status = 404 })
    assert.same({ ok = false, code = 1, stdout = "", stderr = "releases: there is no repository o/r\n" }, test.run({ "o/r" }))
  end)

  it("says that the server cannot be reached", function()
    test.url(URL, { error = "ECONNREFUSED" })
    assert.equals(1, test.run({ "o/r" }).code)
    -- The request is made again.
    assert.equals(4, #test.requests())
  end)
end)
