import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

const MANIFEST = "name: uses\nversion: 1.0.0\nusage: uses C libraries\n";

describe("a Lua plugin with C libraries", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
  });
  afterAll(() => sandbox.remove());

  const run = (
    body: string,
    more: Readonly<Record<string, string>> = {},
    name = "uses",
  ): ReturnType<Sandbox["run"]> => {
    sandbox.addPlugin(name, MANIFEST.replace("uses", name), {
      "main.lua": `function main(...)\n${body}\nend\n`,
      ...more,
    });
    return sandbox.run([name]);
  };

  test.each([
    ["lpeg", `local m = require("lpeg") print(m.match(m.Ct(m.C(m.R("az") ^ 1) * m.Cp()), "word1")[2])`, "5\n"],
    ["re", `print(require("re").gsub("hello World", "[aeiou]", "."))`, "h.ll. W.rld\n"],
    [
      "cjson",
      `local c = require("cjson") print(c.encode(c.decode('[1, 2.5, {"a": null}, "\\\\u20ac"]')))`,
      '[1,2.5,{"a":null},"€"]\n',
    ],
    [
      "cjson.safe",
      `print(require("cjson.safe").decode("[1,"))`,
      "nil\tExpected value but found T_END at character 4\n",
    ],
    ["lyaml", `io.write(require("lyaml").dump({ { "a", { "b" }, true } }))`, "---\n- a\n- - b\n- true\n...\n"],
    [
      "zlib",
      `local z, text = require("zlib"), ("luff "):rep(1000) local packed = z.deflate()(text, "finish")
       print(#packed < 100, z.inflate()(packed) == text, z.crc32()(text))`,
      "true\ttrue\t3817828743.0\t5000.0\n",
    ],
  ])("gets %s", async (_, body, stdout) => {
    expect(await run(body)).toEqual({ exitCode: 0, signal: null, stdout, stderr: "" });
  });

  test("gets its own copy of a library first", async () => {
    const own = `return { decode = function() return "my own" end }\n`;
    expect(await run(`print(require("cjson").decode("1"))`, { "cjson.lua": own }, "vendored")).toEqual({
      exitCode: 0,
      signal: null,
      stdout: "my own\n",
      stderr: "",
    });
  });

  test("catches their errors, also those that come from Lua functions that they call", async () => {
    const body = `local m, cjson = require("lpeg"), require("cjson")
      print(pcall(cjson.decode, "[1}"))
      print(pcall(m.match, m.P(1) / function() error("in a capture", 0) end, "x"))
      print(coroutine.resume(coroutine.create(function() return m.match(m.P(1) / coroutine.yield, "x") end)))
      print(m.match(m.P("a") ^ 0, "aaa"))`;
    const lines = [
      "false\tExpected comma or array end but found T_OBJ_END at character 3",
      "false\tin a capture",
      "false\tattempt to yield across a C-call boundary",
      "4",
    ];
    expect(await run(body)).toEqual({ exitCode: 0, signal: null, stdout: `${lines.join("\n")}\n`, stderr: "" });
  });
});
