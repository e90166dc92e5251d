import { describe, expect, test } from "bun:test";
import { deflateSync } from "node:zlib";
import { C_LIBRARIES } from "../../../src/lua/c-libraries/c-libraries.ts";
import { runLuaSource } from "../../helpers/run-lua-source.ts";

/** What a script prints, without the last newline. Its errors are part of what the tests expect. */
async function printed(body: string, options: readonly string[] = []): Promise<string> {
  const run = await runLuaSource(`function main() ${body} end`, { options });
  expect(run).toMatchObject({ status: 0, stderr: "" });
  return run.stdout.slice(0, -1);
}

describe("require", () => {
  test.each([...C_LIBRARIES])("finds %s", async (name) => {
    expect(await printed(`local library, place = require("${name}") print(type(library), place)`)).toMatch(
      /^(table|userdata)\t:luff:$/,
    );
  });

  test("takes a script's own copy first", async () => {
    const source = `package.searchers[2] = function() return function() return "own" end, "here" end
      print(require("cjson"))`;
    expect(await printed(source)).toBe("own\there");
  });

  test("says of other names what Lua says", async () => {
    const message = await printed(`package.path = "?.x" print(select(2, pcall(require, "cjso")))`);
    expect(message).toBe(`module 'cjso' not found:\n\tno field package.preload['cjso']\n\tno file 'cjso.x'`);
  });

  test("finds them after a script removed the names of Lua's functions", async () => {
    expect(await printed(`package.loaded.string = nil string.format = nil print(type(require("lyaml").load))`)).toBe(
      "function",
    );
  });
});

describe("errors", () => {
  test.each([
    [`return require("cjson").decode("[1,")`, "Expected value but found T_END at character 4"],
    [`return require("cjson").encode(print)`, "Cannot serialise function: type not supported"],
    [`return require("lpeg").P()`, "bad argument #1 to 'P' (value expected)"],
    [`return require("lpeg").P("") ^ 0`, "loop body may accept empty string"],
    [`local m = require("lpeg") return m.match(m.P("a") / error, "a")`, "a"],
    [`local m = require("lpeg") return m.match(m.Cmt("a", function() error("in a match", 0) end), "a")`, "in a match"],
    [`return require("re").compile("'")`, "pattern error near '''"],
    [`return require("lyaml").load("a: [")`, "did not find expected node content"],
  ])("%s", async (body, message) => {
    const text = await printed(`print(select(2, pcall(function() ${body} end)))`);
    expect(text.replace(/^\S+:\d+: /, "")).toBe(message);
  });

  test("leave Lua and the library usable, however often they are raised", async () => {
    const body = `local m, cjson = require("lpeg"), require("cjson")
      local failing = m.Cmt(m.P("a"), function() error({}) end)
      for i = 1, 20000 do pcall(m.match, failing, "a") pcall(cjson.decode, "[[[[") end
      print(m.match(m.C(m.R("az") ^ 1), "abc"), cjson.encode(cjson.decode('{"a":[1,2]}')))`;
    expect(await printed(body)).toBe(`abc\t{"a":[1,2]}`);
  });

  test("pass through a library's call into Lua and back into the library", async () => {
    const body = `local m, cjson = require("lpeg"), require("cjson")
      local inner = m.P(1) / function(c) return cjson.decode(c) end
      local outer = m.Cs((m.P(1) / function(c) return tostring(select(2, pcall(m.match, inner, c))) end) ^ 1)
      print(m.match(outer, "1x"))`;
    expect(await printed(body)).toBe("1.0script.lua:2: Expected value but found invalid token at character 1");
  });
});

/** The checksum of RFC 1950. */
function adler32(bytes: Uint8Array): number {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return high * 65536 + low;
}

describe("zlib", () => {
  // Its sums are as large as they can be where all bytes are 255.
  test.each([
    ["bytes of 255", () => 255],
    ["all bytes", (at: number) => (at * 7 + (at >> 8)) & 255],
    ["every other byte", (at: number) => (at & 1) * 255],
  ])("has the checksum of RFC 1950 for %s", async (_title, byteAt) => {
    const lengths = [0, 1, 7, 8, 175, 176, 177, 351, 352, 5455, 5456, 5457, 5552, 16_384, 200_000];
    const all = Uint8Array.from({ length: 200_000 }, (_, at) => byteAt(at));
    const body = `local packed = require("helm.encoding").base64.decode("${Buffer.from(deflateSync(all)).toString("base64")}")
      local zlib = require("zlib")
      local text = zlib.inflate()(packed)
      print(#text, zlib.inflate()(zlib.deflate()(text, "finish")) == text)
      for _, length in ipairs({ ${lengths.join(", ")} }) do
        print(string.format("%.0f", (zlib.adler32()(text:sub(1, length)))))
      end
      local parts = zlib.adler32()
      parts(text:sub(1, 1000))
      parts(text:sub(1001, 1003))
      print(string.format("%.0f", (parts(text:sub(1004)))))`;
    const sums = [...lengths, all.length].map((length) => String(adler32(all.subarray(0, length))));
    expect((await printed(body)).split("\n")).toEqual(["200000\ttrue", ...sums]);
  });
});

describe("coroutines", () => {
  test("can use the libraries, each with its own state", async () => {
    const body = `local m, cjson = require("lpeg"), require("cjson")
      local function make(word) return coroutine.wrap(function()
        while true do coroutine.yield(m.match(m.C(m.P(word)) * m.Cp(), word .. "!") .. cjson.encode({ word })) end end) end
      local a, b = make("one"), make("two")
      print(a(), b(), a(), b())`;
    expect(await printed(body)).toBe(`one["one"]\ttwo["two"]\tone["one"]\ttwo["two"]`);
  });

  test("cannot yield through a library", async () => {
    const body = `local m = require("lpeg")
      local pattern = m.P(1) / coroutine.yield
      print(coroutine.resume(coroutine.create(function() return m.match(pattern, "x") end)))`;
    expect(await printed(body)).toBe("false\tattempt to yield across a C-call boundary");
  });
});

describe("the memory limit", () => {
  const limit = ["--memory", "40000000"];
  const big = `local t = {} for i = 1, 50000 do t[i] = "some text of a line" end`;

  test.each([
    ["lpeg", `local m = require("lpeg") return m.match(m.Ct(m.C(1) ^ 1), ("x"):rep(4000000))`],
    ["cjson", `local s = ('"text",'):rep(900000) return require("cjson").decode("[" .. s .. "1]")`],
    [
      "cjson's buffer",
      `local cjson, s = require("cjson"), ("x"):rep(3000000) return cjson.encode({ s, s, s, s, s, s, s, s, s, s, s })`,
    ],
    [
      "zlib",
      `local z = require("zlib") local s = z.deflate()(("x"):rep(6000000), "finish") local t = {}
      while true do t[#t + 1] = z.inflate()(s) end`,
    ],
  ])("is an error that a script can catch, in %s", async (_, body) => {
    const text = await printed(`print(pcall(function() ${body} end)) collectgarbage() print("alive")`, limit);
    expect(text).toBe("false\tnot enough memory\nalive");
  });

  test("lets what fits be read and written", async () => {
    const body = `${big} local cjson = require("cjson") print(#cjson.decode(cjson.encode(t)))`;
    expect(await printed(body, limit)).toBe("50000");
  });
});

describe("the time limit", () => {
  test.each([
    [
      "a match",
      `local m = require("lpeg") local p = m.P("a") ^ 0 for i = 1, 40 do p = (p * "b" + m.P("a") ^ 0) end
      local g = m.P({ ("a" * m.V(1) * "b") + ("a" * m.V(1) * "c") + "a" }) while true do m.match(g, ("a"):rep(40)) end`,
    ],
    [
      "one endless match",
      `local m = require("lpeg") m.match(m.P({ ("a" * m.V(1) * "b") + ("a" * m.V(1) * "c") + "a" }), ("a"):rep(60))`,
    ],
    [
      "reading JSON",
      `local cjson, s = require("cjson"), "[" .. ("1,"):rep(3000000) .. "1]" cjson.decode(s)
      while true do cjson.decode(s) end`,
    ],
    [
      "writing JSON",
      `local cjson, t = require("cjson"), {} for i = 1, 1000000 do t[i] = i end while true do cjson.encode(t) end`,
    ],
    ["zlib", `local z = require("zlib") while true do z.deflate()(("x"):rep(1000000), "finish") end`],
  ])("ends %s", async (_, body) => {
    const run = await runLuaSource(`function main() ${body} end`, { options: ["--time", "400"] });
    expect(run).toMatchObject({ status: 124, stderr: "Error: time limit reached (400 ms) [limit-reached]\n" });
  });
});
