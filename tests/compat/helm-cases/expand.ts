import { type HelmCase, legacy, platforms, REPORT } from "../helm-case.ts";

const VALUES = { A: "value", B: "two words", C: "$A", EMPTY: "" };

/** One argument for each way to write a variable. */
const WRITINGS = [
  ...["$A", "${A}", "$NOPE", "${NOPE}", "$A-b", "x$A", "$A$B", "${A}b", "$Ab", "$B", "$C", "$EMPTY"],
  ...["${A:-def}", "${}", "${", "${A", "${ A }", "$$", "$", "a$", "$ b", "$é", "$(A)", "\\$A", "%A%", "`A`", "~"],
  ...["$1", "$@", "$*", "$#", "$?", "$!", "$-", "$0", "$12", "${1}", "${@}", "$_", "$A.b", "$/"],
];

/** How the command's words are split and their variables filled in. */
export const EXPAND_CASES: readonly HelmCase[] = [
  {
    name: "expand: every writing in args",
    args: ["p"],
    env: VALUES,
    plugins: { p: platforms({ command: REPORT, args: WRITINGS }) },
  },
  {
    name: "expand: every writing in the command",
    args: ["p"],
    env: VALUES,
    plugins: { p: legacy({ command: `${REPORT} ${WRITINGS.filter((word) => !word.includes(" ")).join(" ")}` }) },
  },
  {
    name: "expand: the user's arguments are left alone",
    args: ["p", "$A", "${A}", "$$", "%A%", "~", "*", "a b"],
    env: VALUES,
  },
  {
    name: "expand: what Helm itself sets",
    args: ["p"],
    plugins: {
      p: legacy({ command: `${REPORT} $HELM_PLUGIN_NAME $HELM_PLUGIN_DIR $HELM_NAMESPACE $HELM_BIN $HELM_PLUGINS` }),
    },
  },
  {
    name: "expand: two spaces make an empty word",
    args: ["p", "x"],
    plugins: { p: legacy({ command: `${REPORT}  a   b ` }) },
  },
  { name: "expand: a space at the beginning", args: ["p", "x"], plugins: { p: legacy({ command: ` ${REPORT} a` }) } },
  { name: "expand: a tab is no separator", args: ["p", "x"], plugins: { p: legacy({ command: `${REPORT} a\tb` }) } },
  {
    name: "expand: quotes mean nothing",
    args: ["p"],
    plugins: { p: legacy({ command: `${REPORT} "a b" 'c d' e\\ f` }) },
  },
  {
    name: "expand: a variable with spaces stays one word",
    args: ["p"],
    env: VALUES,
    plugins: { p: legacy({ command: `${REPORT} $B end` }) },
  },
  { name: "expand: the program is an unset variable", args: ["p"], plugins: { p: legacy({ command: "$NOPE a" }) } },
  {
    name: "expand: the program's variable holds a variable",
    args: ["p"],
    env: { TOOL: "$FOLDER/report.sh", FOLDER: "@ROOT@/plugins/p" },
    plugins: { p: legacy({ command: "$TOOL a" }) },
  },
  {
    name: "expand: a shell loses its own parameters",
    args: ["p", "x"],
    plugins: { p: platforms({ command: "sh", args: ["-c", "echo [$@] [$0] [$1]", "zero"] }) },
  },
  {
    name: "expand: args that are not text",
    args: ["p"],
    plugins: {
      p: `name: p\nversion: 1.0.0\nplatformCommand:\n  - command: ${REPORT}\n    args: [1, true, 2.50, null, "", yes, 0x10]\n`,
    },
  },
  {
    name: "expand: args come after the command's words and before the user's",
    args: ["p", "user", ""],
    plugins: { p: platforms({ command: `${REPORT} word`, args: ["one two", "", "$HELM_PLUGIN_NAME"] }) },
  },
];
