import type { HelmCase } from "../helm-case.ts";

const REST = 'version: 1.0.0\nusage: u\ncommand: "$HELM_PLUGIN_DIR/report.sh"\n';
const FLOW_REST = 'version: 1.0.0, command: "$HELM_PLUGIN_DIR/report.sh"';

/** Ways to write the plugin's name, each with the word that calls the plugin. */
const WRITINGS: readonly (readonly [what: string, name: string, manifest: string])[] = [
  ["in double quotes", "p", `name: "p"\n${REST}`],
  ["in single quotes", "p", `name: 'p'\n${REST}`],
  ["with an escape", "p", `name: "\\x70"\n${REST}`],
  ["under a quoted key", "p", `"name": p\n${REST}`],
  ["with a space before the colon", "p", `name : p\n${REST}`],
  ["with many spaces and a remark", "p", `name:    p   # the name\n${REST}`],
  ["on the next line", "p", `name:\n  p\n${REST}`],
  ["as a folded block", "p", `name: >-\n  p\n${REST}`],
  ["as a literal block", "p", `name: |-\n  p\n${REST}`],
  ["with a tag", "p", `name: !!str p\n${REST}`],
  ["under an explicit key", "p", `? name\n: p\n${REST}`],
  ["in a flow mapping", "p", `{name: p, ${FLOW_REST}}\n`],
  ["in JSON", "p", '{"name":"p","version":"1.0.0","command":"$HELM_PLUGIN_DIR/report.sh"}'],
  ["as an alias", "p", `usage: &u p\nname: *u\nversion: 1.0.0\ncommand: "$HELM_PLUGIN_DIR/report.sh"\n`],
  ["through a merge key", "p", `description: x\n<<: {name: p}\n${REST}`],
  ["in a last line without an end", "p", `${REST}name: p`],
  ["after a long description", "p", `description: |\n${"  a line of text\n".repeat(2000)}name: p\n${REST}`],
  ["and another inside a block", "p", `description: |\n  name: other\nname: p\n${REST}`],
  ["and another inside a quoted text", "p", `description: "a\n  name: other\n  b"\nname: p\n${REST}`],
  ["and another in a nested mapping", "p", `hooks:\n  name: other\nname: p\n${REST}`],
  ["and another in a remark", "p", `# name: other\nname: p\n${REST}`],
  ["and another in a second document", "p", `name: p\n${REST}---\nname: other\n`],
  ["between a document's beginning and end", "p", `---\nname: p\n${REST}...\n`],
  ["after a directive", "p", `%YAML 1.1\n---\nname: p\n${REST}`],
  ["in an indented mapping", "p", `  name: p\n  version: 1.0.0\n  command: "$HELM_PLUGIN_DIR/report.sh"\n`],
  ["with spaces inside quotes", "p", `name: " p "\n${REST}`],
  ["empty", "p", `name: ""\n${REST}`],
  ["absent", "p", REST],
  ["null", "p", `name: ~\n${REST}`],
  ["a list", "p", `name: [p]\n${REST}`],
  ["with a slash", "p", `name: ../p\n${REST}`],
  ["of capital letters, digits, _ and -", "A1_b-2", `name: A1_b-2\n${REST}`],
  ["a word of YAML 1.1", "yes", `name: yes\n${REST}`],
  ["a number with a sign", "-1", `name: -1\n${REST}`],
  ["a date", "2020-01-01", `name: 2020-01-01\n${REST}`],
];

/** How the text of a manifest is read. */
export const MANIFEST_TEXT_CASES: readonly HelmCase[] = WRITINGS.map(([what, name, manifest]) => ({
  name: `manifest: the name, ${what}`,
  args: [name, "x"],
  plugins: { folder: manifest },
}));
