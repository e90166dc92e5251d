import { type HelmCase, legacy } from "../helm-case.ts";

/** How the user's own arguments reach the plugin. */
export const ARGUMENT_CASES: readonly HelmCase[] = [
  { name: "arguments: none", args: ["p"] },
  {
    name: "arguments: words and flags of the plugin's own",
    args: ["p", "a", "-x", "--long", "--key=value", "-", "b c"],
  },
  { name: "arguments: letters of other languages", args: ["p", "ü", "日本語", "🙂", "a\u0301"] },
  {
    name: "arguments: tabs, newlines, quotes and stars",
    args: ["p", "a\tb", "line\nline", "'", '"', "\\", "*", "?", ";", "|", "&"],
  },
  { name: "arguments: an empty one in the middle", args: ["p", "x", "", "y"] },
  { name: "arguments: an empty one at the end", args: ["p", "x", ""] },
  { name: "arguments: an empty one first, with two behind it", args: ["p", "", "x", "y"] },
  { name: "arguments: a single space", args: ["p", " ", "x"] },
  { name: "arguments: --help goes to the plugin", args: ["p", "--help"] },
  { name: "arguments: -h and --version go to the plugin", args: ["p", "-h", "--version"] },
  {
    name: "arguments: ignoreFlags drops everything",
    args: ["p", "a", "-x", "--debug"],
    plugins: { p: legacy({ ignoreFlags: true }) },
  },
  {
    name: "arguments: ignoreFlags keeps the command's own words",
    args: ["p", "a"],
    plugins: { p: legacy({ ignoreFlags: true, command: "$HELM_PLUGIN_DIR/report.sh own -x" }) },
  },
  { name: "arguments: stdin is handed on", args: ["p"], stdin: "first line\nsecond line without an end" },
];
