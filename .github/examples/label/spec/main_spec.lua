local test = require("helm.test")

describe("label", function()
  it("labels each document, and keeps other labels", function()
    local result = test.run({}, { stdin = "kind: A\n---\nkind: B\nmetadata:\n  labels:\n    app: web\n---\n" })
    assert.same({
      ok = true,
      code = 0,
      stdout = "---\nkind: A\nmetadata:\n  labels:\n    postrendered-by: postrenderer\n---\n"
        .. "kind: B\nmetadata:\n  labels:\n    app: web\n    postrendered-by: postrenderer\n",
      stderr = "",
    }, result)
  end)

  it("reads booleans as Helm does, and fills what is empty", function()
    local result = test.run({}, { stdin = "metadata:\nspec:\n  hostNetwork: yes\n---\nmetadata:\n  labels:\n" })
    local labels = "metadata:\n  labels:\n    postrendered-by: postrenderer\n"
    assert.equal("---\n" .. labels .. "spec:\n  hostNetwork: true\n---\n" .. labels, result.stdout)
  end)
end)
