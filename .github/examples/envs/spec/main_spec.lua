local test = require("helm.test")

local CONFIG = "clusters:\n- cluster: {server: https://127.0.0.1:6443}\n  name: dev\n"

describe("envs", function()
  it("prints the variables that Helm knows, and no others", function()
    test.env({ KUBE_OF_A_SPEC = "yes", OF_A_SPEC = "no" })
    local result = test.run({ "--vars-only", "-q" })
    assert.matches("\nKUBE_OF_A_SPEC=yes\n", "\n" .. result.stdout, 1, true)
    assert.is_nil(result.stdout:find("\nOF_A_SPEC=", 1, true))
  end)

  it("prints what kubectl is connected to", function()
    test.program({ "kubectl", "config", "current-context" }, { stdout = "dev\n" })
    test.program({ "kubectl", "config", "view", "--minify" }, { stdout = CONFIG })
    local result = test.run({ "-q" })
    assert.matches("\ncurrent%-context: dev\nserver:          https://127%.0%.0%.1:6443\n\n$", result.stdout)
  end)

  it("ends with kubectl's status", function()
    test.program("kubectl", { code = 3, stderr = "no configuration\n" })
    local result = test.run()
    assert.equals(3, result.code)
    assert.equals("no configuration\nenvs: kubectl config current-context failed\n", result.stderr)
  end)

  it("refuses unknown options", function()
    assert.matches("^envs: unknown option %-%-all\n", test.run({ "--all" }).stderr)
  end)
end)
