import { type HelmCase, legacy, platforms, REPORT } from "../helm-case.ts";

const here = { os: "@OS@", arch: "@ARCH@" };
const elsewhere = { os: "@OTHER_OS@", arch: "@ARCH@", command: `${REPORT} elsewhere` };

/** Which entry of `platformCommand` runs. */
export const PLATFORM_CASES: readonly HelmCase[] = [
  {
    name: "platform: system and architecture match",
    args: ["p"],
    plugins: { p: platforms(elsewhere, { ...here, command: `${REPORT} exact` }) },
  },
  {
    name: "platform: the exact match wins from the end of the list",
    args: ["p"],
    plugins: {
      p: platforms(
        { command: `${REPORT} any` },
        { os: "@OS@", command: `${REPORT} os` },
        { ...here, command: `${REPORT} exact` },
      ),
    },
  },
  {
    name: "platform: the system alone matches",
    args: ["p"],
    plugins: { p: platforms(elsewhere, { command: `${REPORT} any` }, { os: "@OS@", command: `${REPORT} os` }) },
  },
  {
    name: "platform: the first of two entries for the system",
    args: ["p"],
    plugins: { p: platforms({ os: "@OS@", command: `${REPORT} first` }, { os: "@OS@", command: `${REPORT} second` }) },
  },
  {
    name: "platform: an entry for every platform",
    args: ["p"],
    plugins: { p: platforms(elsewhere, { command: `${REPORT} any` }) },
  },
  {
    name: "platform: another architecture before an entry for every platform",
    args: ["p"],
    plugins: {
      p: platforms({ os: "@OS@", arch: "@OTHER_ARCH@", command: `${REPORT} other` }, { command: `${REPORT} any` }),
    },
  },
  {
    name: "platform: only another architecture of the system",
    args: ["p"],
    plugins: { p: platforms({ os: "@OS@", arch: "@OTHER_ARCH@", command: `${REPORT} other` }) },
  },
  { name: "platform: only another system", args: ["p"], plugins: { p: platforms(elsewhere) } },
  {
    name: "platform: an architecture without a system",
    args: ["p"],
    plugins: { p: platforms({ arch: "@ARCH@", command: `${REPORT} arch` }, { command: `${REPORT} any` }) },
  },
  {
    name: "platform: only an architecture without a system",
    args: ["p"],
    plugins: { p: platforms({ arch: "@ARCH@", command: `${REPORT} arch` }) },
  },
  {
    name: "platform: capital letters",
    args: ["p"],
    plugins: { p: platforms({ os: "@OS_CAPITALS@", arch: "@ARCH_CAPITALS@", command: `${REPORT} a` }) },
  },
  {
    name: "platform: another name of the architecture",
    args: ["p"],
    plugins: {
      p: platforms(
        { os: "@OS@", arch: "@ARCH_ALIAS@", command: `${REPORT} alias` },
        { os: "@OS@", command: `${REPORT} os` },
      ),
    },
  },
  {
    name: "platform: an exact match whose command is empty",
    args: ["p"],
    plugins: { p: platforms({ ...here, command: "" }, { os: "@OS@", command: `${REPORT} os` }) },
  },
  {
    name: "platform: command beside platformCommand",
    args: ["p"],
    plugins: {
      p: legacy({ command: `${REPORT} default`, platformCommand: [{ ...here, command: `${REPORT} exact` }] }),
    },
  },
  {
    name: "platform: command is left when platformCommand names other platforms",
    args: ["p"],
    plugins: { p: legacy({ command: `${REPORT} default`, platformCommand: [elsewhere] }) },
  },
  { name: "platform: command alone", args: ["p", "x"], plugins: { p: legacy({ command: `${REPORT} default` }) } },
  { name: "platform: no command at all", args: ["p"], plugins: { p: legacy({ command: undefined }) } },
  {
    name: "platform: main.lua and no command",
    args: ["p", "x"],
    plugins: {
      p: {
        manifest: legacy({ command: undefined }),
        files: { "main.lua": 'function main(a) print("lua " .. a) end\n' },
      },
    },
  },
];
