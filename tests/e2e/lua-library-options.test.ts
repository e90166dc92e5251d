import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { readLibraryTypes } from "../../build/library-reference.ts";
import { fieldsOf, functionsWithOptions, kindsOf, type FunctionWithOptions } from "../helpers/library-options.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

setDefaultTimeout(120_000);

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox();
});
afterAll(() => sandbox.remove());

const TYPES = readLibraryTypes();
const MODULES = TYPES.filter(({ name }) => name.startsWith("helm."));
const FUNCTIONS = MODULES.flatMap((module) =>
  functionsWithOptions(module).map((each) => [`${module.name}: ${each.name}`, module.name, each] as const),
);

/**
 * `probe` calls a function with a table that has a field of no meaning. Which fields the function knows instead, and of which types, is in the
 * table that it gives to the library's function that checks them, as its last argument. A type can also be a function that checks a value.
 */
const PROBE = `
local PROBE = "no field has this name"
local known

local function is_known(value)
  if type(value) ~= "table" or next(value) == nil then return false end
  for name, kind in next, value do
    if type(name) ~= "string" or type(kind) ~= "string" and type(kind) ~= "function" then return false end
  end
  return true
end

local function look()
  local count = debug.getinfo(2, "u").nparams
  if count < 2 then return end
  local _, given = debug.getlocal(2, 1)
  local _, last = debug.getlocal(2, count)
  if type(given) == "table" and rawget(given, PROBE) and is_known(last) then known = last end
end

local function probe(call, ...)
  debug.sethook(look, "c")
  local good, message = pcall(call, ...)
  debug.sethook()
  assert(not good and message:find(PROBE, 1, true), message)
  local lines = {}
  for name, kind in pairs(known) do lines[#lines + 1] = name .. " " .. (type(kind) == "string" and kind or "any") end
  table.sort(lines)
  print(table.concat(lines, "\\n"))
end
`;

/** Values for the parameters before the options. */
const VALUES: Readonly<Record<string, string>> = { string: `"x"`, "string[]": `{ "x" }`, "string[][]": `{ { "x" } }` };
const OPTIONS = `{ [PROBE] = true }`;

function callOf(module: string, { name, parameters, position }: FunctionWithOptions, options: string): string {
  const path = name.slice(name.indexOf(".") + 1);
  const before = parameters.slice(0, position - 1).map(({ type }) => VALUES[type.split("|")[0] ?? ""] ?? "{}");
  return `probe(${[`require("${module}").${path}`, ...before, options].join(", ")})\n`;
}

/** The fields that luff's own code knows, a line each: "indent number|string", or "default any" if it looks closer at the value. */
async function knownFields(call: string): Promise<readonly string[]> {
  sandbox.write("work/script.lua", `${PROBE}\n${call}`);
  const { stdout, stderr } = await sandbox.run(["./script.lua"]);
  expect(stderr).toBe("");
  return stdout.split(/\r?\n/).flatMap((line) => {
    const [name = "", kinds = ""] = line.split(" ");
    return name === "" ? [] : [`${name} ${kinds.split("|").toSorted().join("|")}`];
  });
}

/** Compares the fields that a call of `probe` prints with those of a class. */
async function expectFields(call: string, name: string): Promise<void> {
  const known = await knownFields(call);
  const typed = fieldsOf(TYPES, name).map((field) =>
    known.includes(`${field.name} any`) ? `${field.name} any` : `${field.name} ${kindsOf(field.type)}`,
  );
  expect(typed.toSorted()).toEqual([...known]);
}

test.each(FUNCTIONS)("the types of %s have the fields that it takes", (_, module, each) =>
  expectFields(callOf(module, each, OPTIONS), each.options),
);

test("the types of a flag of helm.cli have the fields that it takes", () =>
  expectFields(`probe(require("helm.cli").parse, { flags = { { name = "x", [PROBE] = true } } })`, "helm.cli.flag"));

/** What functions return, and its class. */
const RESULTS: readonly (readonly [name: string, expression: string])[] = [
  ["helm.archive.entry", `helm.archive.list(packed)[1]`],
  ["helm.cli.options", `helm.cli.parse({ commands = { list = {} } }, { "list" })`],
  ["helm.encoding.url_parts", `helm.encoding.url.parse("https://a:b@example.org:1/c?d#e")`],
  ["helm.fs.status", `helm.fs.stat(".")`],
  ["helm.http.response", `helm.http.get("https://example.org/a")`],
  ["helm.http.downloaded", `helm.http.download("https://example.org/a", folder .. "/a")`],
  ["helm.plugin.flags", `helm.plugin.flags`],
  ["helm.process.result", `helm.process.run({ "sort" })`],
  ["helm.process.result", `helm.process.spawn({ "sort" }, { stderr = "capture" }):wait()`],
  ["helm.process.pipe_result", `helm.process.pipe({ { "sort" }, { "sort" } })`],
  ["helm.process.result", `helm.process.pipe({ { "sort" }, { "sort" } }).results[1]`],
  ["helm.regex.pattern", `helm.regex.new("a")`],
  ["helm.semver.version", `helm.semver.parse("1.2.3-a+b")`],
  ["helm.test.call", `(called())`],
  ["helm.test.request", `helm.test.requests()[1]`],
  ["helm.test.result", `helm.test.run({}, { script = folder .. "/script.lua" })`],
];

const PRINT_FIELDS = `
local helm = require "helm"

local folder = assert(helm.fs.tmpdir())
assert(helm.fs.write(folder .. "/script.lua", ""))
local packed = folder .. "/packed.tar"
assert(helm.archive.create(packed, folder))
helm.test.url("https://example.org/a", { body = "a" })

local function called()
  helm.test.program("helm", {})
  helm.process.run({ "helm" }, { cwd = folder })
  return helm.test.calls()[1]
end

local function print_fields(result)
  local lines = {}
  for name, value in pairs(result) do lines[#lines + 1] = name .. " " .. type(value) end
  table.sort(lines)
  print(table.concat(lines, ","))
end
`;

test("results have the fields of their types", async () => {
  const calls = RESULTS.map(([, expression]) => `print_fields(${expression})\n`);
  sandbox.write("work/script.lua", `${PRINT_FIELDS}\n${calls.join("")}`);
  const { stdout, stderr } = await sandbox.run(["./script.lua"]);
  expect(stderr).toBe("");
  const lines = stdout.split(/\r?\n/);
  const wrong = RESULTS.flatMap(([name, expression], index) => {
    const given = lines[index]?.split(",") ?? [];
    const fields = fieldsOf(TYPES, name).map((field) => ({ ...field, line: `${field.name} ${kindsOf(field.type)}` }));
    const missing = fields.filter(
      (field) => !field.isOptional && field.name !== "[string]" && !given.includes(field.line),
    );
    const unknown = given.filter((line) => !fields.some((field) => field.line === line));
    return [
      ...missing.map(({ line }) => `${expression} lacks ${line}`),
      ...unknown.map((line) => `${expression} has ${line}`),
    ];
  });
  expect(wrong).toEqual([]);
});

test("many functions take tables of options", () => {
  expect(FUNCTIONS.length).toBeGreaterThan(30);
});
