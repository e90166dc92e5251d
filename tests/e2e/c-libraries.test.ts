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

  test("gets from a loader its library, whatever it is called with", async () => {
    const code = `local load, place = package.searchers[#package.searchers]("cjson")
    print(place, load("lpeg", place).encode({ 1 }), load().encode({ 2 }), type(require("lpeg").match))`;
    expect(await run(code)).toMatchObject({ exitCode: 0, stdout: ":luff:\t[1]\t[2]\tfunction\n", stderr: "" });
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

  test.each([
    ["a string", `{ "ok", "\\xff", "ok" }`, "{}", "invalid UTF-8"],
    ["a key", `{ { ["\\xff"] = 1 } }`, "{}", "invalid UTF-8"],
    ["an anchor", "{ twice, twice }", `{ ["\\xff"] = twice }`, "invalid UTF-8"],
    [
      "an anchor with a space",
      "{ twice, twice }",
      `{ ["a b"] = twice }`,
      "anchor value must contain alphanumerical characters only",
    ],
  ])(
    "get an error for %s that lyaml cannot write, and its memory stays whole",
    async (_, documents, anchors, message) => {
      const body = `local lyaml, twice = require("lyaml"), { 1 }
      for _ = 1, 50 do
        local good, message = pcall(lyaml.dump, ${documents}, { anchors = ${anchors} })
        collectgarbage()
        assert(not good and message:sub(-#"${message}") == "${message}", message)
      end
      io.write(lyaml.dump({ { "still", "whole" } }))`;
      expect(await run(body)).toEqual({
        exitCode: 0,
        signal: null,
        stdout: "---\n- still\n- whole\n...\n",
        stderr: "",
      });
    },
  );

  test("get an error for each event that lyaml's emitter does not know", async () => {
    const body = `local yaml = require("yaml")
      for _, event in ipairs({ {}, { type = ("X"):rep(5000) }, { type = "STREAM_START", encoding = ("Y"):rep(5000) }, { type = "SCALAR", value = "\\xff" } }) do
        local emitter = yaml.emitter()
        for _ = 1, 3 do
          local good, message = pcall(emitter.emit, event)
          print(good, #message, message:sub(1, 27))
        end
        collectgarbage()
      end`;
    const expected = [
      ["28", "no type field in event tabl"],
      ["5021", "invalid event type 'XXXXXXX"],
      ["5026", "invalid stream encoding 'YY"],
      ["13", "invalid UTF-8"],
    ];
    const lines = expected.flatMap((words) => Array.from({ length: 3 }, () => ["false", ...words].join("\t")));
    expect(await run(body)).toEqual({ exitCode: 0, signal: null, stdout: `${lines.join("\n")}\n`, stderr: "" });
  });

  test("compiles patterns of LPeg with thousands of levels, and gets an error for more", async () => {
    const body = `local m = require("lpeg")
      local function chosen(count, first)
        local p = m.P("a")
        for i = 1, count do
          local word = m.P("w" .. i)
          if first then p = word + p else p = p + word end
        end
        return pcall(m.match, p, "w77")
      end
      local function captured(count)
        local p = m.P("a")
        for _ = 1, count do p = m.C(p) end
        return pcall(m.match, p, "b")
      end
      for _, count in ipairs({ 1300, 3000, 5000 }) do
        print(chosen(count))
        print(chosen(count, true))
        print(captured(count))
      end
      print(m.match(m.P(("abc"):rep(20000)), ("abc"):rep(20000)))
      local chain = m.Cc(0)
      for i = 1, 20000 do chain = m.Cc(i) * chain end
      print(#m.match(m.Ct(chain), ""))`;
    const refusal = "false\tpattern has more than 3999 levels\n";
    const good = "true\t3\ntrue\t4\ntrue\tnil\n";
    expect(await run(body)).toEqual({
      exitCode: 0,
      signal: null,
      stdout: `${good}${good}${refusal.repeat(3)}60001\n20001\n`,
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
