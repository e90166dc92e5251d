import { type HelmCase, legacy, REPORT, v1 } from "../helm-case.ts";

const config = (fields: Readonly<Record<string, unknown>>) => v1({ config: { usage: "p", ...fields } });
const getter = { protocols: ["proto"] };
const protocolCommands = [{ protocols: ["proto"], platformCommand: [{ command: "report.sh" }] }];

/** Which formats of a manifest become a command. */
export const FORMAT_CASES: readonly HelmCase[] = [
  { name: "formats: v1", args: ["p", "a", "-n", "space"], plugins: { p: v1() } },
  {
    name: "formats: v1 with args",
    args: ["p", "a"],
    plugins: { p: v1({ runtimeConfig: { platformCommand: [{ command: REPORT, args: ["$HELM_PLUGIN_NAME"] }] } }) },
  },
  {
    name: "formats: v1, by its name where the usage line begins with another word",
    args: ["p", "a"],
    plugins: { p: config({ usage: "other [a]" }) },
  },
  {
    name: "formats: v1, by the first word of its usage line",
    args: ["other", "a"],
    plugins: { p: config({ usage: "other [a]" }) },
  },
  {
    name: "formats: v1, a usage line that begins with the name",
    args: ["p", "a"],
    plugins: { p: config({ usage: "p [a] [flags]" }) },
  },
  { name: "formats: v1 without a usage line", args: ["p", "a"], plugins: { p: v1({ config: { shortHelp: "x" } }) } },
  { name: "formats: v1 without config", args: ["p", "a"], plugins: { p: v1({ config: undefined }) } },
  { name: "formats: v1 with ignoreFlags", args: ["p", "a"], plugins: { p: config({ ignoreFlags: true }) } },
  { name: "formats: v1 without a version", args: ["p"], plugins: { p: v1({ version: undefined }) } },
  { name: "formats: v1 with a version that is not strict", args: ["p"], plugins: { p: v1({ version: "v1.0" }) } },
  { name: "formats: v1 without a type", args: ["p"], plugins: { p: v1({ type: undefined }) } },
  { name: "formats: v1 without a runtime", args: ["p"], plugins: { p: v1({ runtime: undefined }) } },
  { name: "formats: v1 with an unknown key", args: ["p"], plugins: { p: v1({ useTunnel: true }) } },
  { name: "formats: v1 with an unknown key in config", args: ["p"], plugins: { p: config({ shortHelpp: "x" }) } },
  {
    name: "formats: v1 with an unknown key in runtimeConfig",
    args: ["p"],
    plugins: { p: v1({ runtimeConfig: { command: "x", platformCommand: [{ command: REPORT }] } }) },
  },
  {
    name: "formats: v1 with a command of the legacy form",
    args: ["p"],
    plugins: { p: v1({ command: REPORT, runtimeConfig: undefined }) },
  },
  { name: "formats: an apiVersion of the future", args: ["p"], plugins: { p: v1({ apiVersion: "v2" }) } },
  {
    name: "formats: a v1 getter as a command",
    args: ["p"],
    plugins: { p: v1({ type: "getter/v1", config: getter, runtimeConfig: { protocolCommands } }) },
  },
  {
    name: "formats: a v1 post-renderer as a command",
    args: ["p"],
    plugins: { p: v1({ type: "postrenderer/v1", config: {} }) },
  },
  {
    name: "formats: a v1 plugin of the type test/v1",
    args: ["p"],
    plugins: { p: v1({ type: "test/v1", config: undefined }) },
  },
  {
    name: "formats: a legacy plugin with downloaders alone as a command",
    args: ["p"],
    plugins: { p: legacy({ command: undefined, downloaders: [{ command: "get", protocols: ["x"] }] }) },
  },
  {
    name: "formats: a test/v1 plugin as a command",
    args: ["p"],
    plugins: { p: v1({ type: "test/v1", config: {} }) },
  },
  {
    name: "formats: extism without its wasm file",
    args: ["p"],
    plugins: { p: v1({ runtime: "extism/v1", runtimeConfig: {} }) },
  },
  {
    name: "formats: lua/v1",
    args: ["p", "x"],
    plugins: {
      p: {
        manifest: v1({ runtime: "lua/v1", runtimeConfig: {} }),
        files: { "main.lua": 'function main(a) print("lua " .. a) end\n' },
      },
    },
  },
  {
    name: "formats: a legacy plugin with downloaders as a command",
    args: ["p", "a"],
    plugins: { p: legacy({ downloaders: [{ command: "report.sh", protocols: ["proto"] }] }) },
  },
  {
    name: "formats: hooks and platformHooks",
    args: ["p"],
    plugins: { p: legacy({ hooks: { install: "a" }, platformHooks: { install: [{ command: "b" }] } }) },
  },
  { name: "formats: useTunnel of Helm 2", args: ["p"], plugins: { p: legacy({ useTunnel: true }) } },
  { name: "formats: an unknown key", args: ["p"], plugins: { p: legacy({ commnad: "x" }) } },
  {
    name: "formats: a key twice",
    args: ["p"],
    plugins: { p: `name: p\nversion: 1.0.0\ncommand: ${REPORT}\ncommand: ${REPORT}\n` },
  },
  {
    name: "formats: keys with capital letters",
    args: ["p"],
    plugins: { p: `Name: p\nVersion: 1.0.0\nCommand: ${REPORT}\n` },
  },
  { name: "formats: the name n", args: ["n"], plugins: { p: `name: n\nversion: 1.0.0\ncommand: ${REPORT}\n` } },
  {
    name: "formats: a number as the name",
    args: ["123"],
    plugins: { p: `name: 123\nversion: 1.0.0\ncommand: ${REPORT}\n` },
  },
  { name: "formats: no version", args: ["p"], plugins: { p: legacy({ version: undefined }) } },
  { name: "formats: the version 1.0", args: ["p"], plugins: { p: legacy({ version: 1.5 }) } },
  { name: "formats: the version v1.2.3", args: ["p"], plugins: { p: legacy({ version: "v1.2.3" }) } },
  { name: "formats: no usage and no description", args: ["p"], plugins: { p: legacy({ usage: undefined }) } },
  {
    name: "formats: ignoreFlags: yes",
    args: ["p", "a"],
    plugins: { p: `name: p\nversion: 1.0.0\ncommand: ${REPORT}\nignoreFlags: yes\n` },
  },
  { name: "formats: ignoreFlags as text", args: ["p", "a"], plugins: { p: legacy({ ignoreFlags: "true" }) } },
  {
    name: "formats: a second document",
    args: ["p"],
    plugins: { p: `name: p\nversion: 1.0.0\ncommand: ${REPORT}\n---\nname: q\n` },
  },
  {
    name: "formats: anchors and aliases",
    args: ["p"],
    plugins: { p: `name: &n p\nversion: 1.0.0\nusage: *n\ncommand: ${REPORT}\n` },
  },
  { name: "formats: an empty manifest", args: ["p"], plugins: { p: "" } },
  {
    name: "formats: a mark of byte order",
    args: ["p"],
    plugins: { p: `\uFEFFname: p\nversion: 1.0.0\ncommand: ${REPORT}\n` },
  },
  {
    name: "formats: lines that end with CR LF",
    args: ["p", "a"],
    plugins: { p: `name: p\r\nversion: 1.0.0\r\ncommand: ${REPORT}\r\n` },
  },
];
