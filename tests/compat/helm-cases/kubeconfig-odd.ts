import type { HelmCase } from "../helm-case.ts";

/** A kubeconfig whose current context has this namespace, with more root fields behind it. */
function config(namespace: string, more = ""): string {
  return `current-context: dev\ncontexts:\n- name: dev\n  context:\n    namespace: ${namespace}\n${more}`;
}

/** Each character as one byte. */
function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function utf16(text: string, order: "little" | "big"): Uint8Array {
  return Uint8Array.from([...Array(2 * text.length).keys()], (at) => {
    const isLow = (at % 2 === 0) === (order === "little");
    return isLow ? text.charCodeAt(at >> 1) & 0xff : text.charCodeAt(at >> 1) >> 8;
  });
}

/** Namespaces that are numbers or bytes to one reader of YAML and text to another. */
const NAMESPACES: readonly string[] = [
  "0o17",
  "0O17",
  "+0o17",
  "-0o17",
  "0o1_7",
  "0_o17",
  "0o18",
  "0o",
  "0b11",
  "0B11",
  "0x1F",
  "0X1F",
  "0x",
  "0x1p3",
  "0x1FFFFFFFFFFFFFFFFFFFFFF",
  "0777",
  "089",
  "1_000",
  "_1",
  "1e3",
  ".5",
  ".inf",
  "190:20",
  "99999999999999999999999999",
  "!!int 0o17",
  "!!str 0o17",
  "!!float 1",
  "!!timestamp 2024-01-01",
  "!!timestamp 2024-99-99",
  "!!timestamp x",
  "!!binary YWJj",
  '!!binary "YW\\nJj"',
  '!!binary "YW Jj"',
  "!!binary YQ",
  "!!binary /w==",
  "!!binary '?'",
  "!odd text",
];

/** Root fields that nothing needs, behind a namespace that could be used. */
const FIELDS: readonly string[] = [
  "? [a, b]\n: 1\n",
  "? {a: b}\n: 1\n",
  "~: 1\n",
  ": 1\n",
  "a: &a [x]\n? *a\n: 1\n",
  "a: &a x\n? *a\n: 1\n",
  "1: 1\n1.5: 1\ntrue: 1\non: 1\n.inf: 1\n2024-01-01: 1\n!!binary YQ==: 1\n",
  "extensions:\n- name: a\n  extension: {~: 1}\n",
  "a: &a {x: y}\nb: {<<: *a}\n",
  "unknown: !!binary '?'\n",
  "unknown: !!binary [a]\n",
  "unknown: !!int x\n",
  "unknown: !!bool x\n",
  "unknown: !!null x\n",
  "users:\n- name: u\n  user: {token: !!binary '?'}\n",
  "---\n~: 1\n",
];

/** The lines of a context that takes a namespace from another map. */
const MERGED: readonly (readonly [what: string, lines: string])[] = [
  ["a map that is merged", "    <<: *base\n"],
  ["a list of maps that are merged", "    <<: [*base, {namespace: second}]\n"],
  ["a merged map, and a namespace after it", "    <<: *base\n    namespace: own\n"],
  ["a merged map, and a namespace before it", "    namespace: own\n    <<: *base\n"],
];

const GOOD = config("good");

const BYTES: readonly (readonly [what: string, bytes: Uint8Array | string])[] = [
  ["a byte in a value that is not UTF-8", latin1(config("d\xe9v"))],
  ["a byte in quotes that is not UTF-8", latin1(config('"d\xe9v"'))],
  ["a byte in a remark that is not UTF-8", latin1(config("good # d\xe9v"))],
  ["a byte in the second document that is not UTF-8", latin1(config("good", "---\na: d\xe9v\n"))],
  ["a zero in two bytes", latin1(config("good # \xc0\x80"))],
  ["half of a surrogate pair in UTF-8", latin1(config("good # \xed\xa0\x80"))],
  ["UTF-8 in a remark", config("good # \u00e9 \ud83d\ude00")],
  ["a control character in a remark", config("good # \x01")],
  ["a control character in quotes", config("'a\x01'")],
  ["the character DEL in a remark", config("good # \x7f")],
  ["a control character of two bytes in a remark", config("good # \x80")],
  ["a mark of byte order in a remark", config("good # \ufeff")],
  ["the character U+FFFE in a remark", config("good # \ufffe")],
  ["UTF-16, the low byte first", utf16(`\ufeff${GOOD}`, "little")],
  ["UTF-16, the high byte first", utf16(`\ufeff${GOOD}`, "big")],
  ["UTF-16 without a mark", utf16(GOOD, "little")],
  ["UTF-16 with a pair of surrogates", utf16(`\ufeff${config("good # \ud83d\ude00")}`, "little")],
  ["UTF-16 with half of a pair", utf16(`\ufeff${config("good # \ud83d x")}`, "little")],
  ["UTF-16 with a byte too few", utf16(`\ufeff${GOOD}`, "little").slice(0, -1)],
];

const LISTS: readonly (readonly [what: string, list: string])[] = [
  ["a path through a file first", "@ROOT@/k.yaml/x:@ROOT@/k.yaml"],
  ["a path through a file last", "@ROOT@/k.yaml:@ROOT@/k.yaml/x"],
  ["a path deep below a file", "@ROOT@/k.yaml/x/y:@ROOT@/k.yaml"],
  ["a path through a missing folder", "@ROOT@/none/x/y:@ROOT@/k.yaml"],
];

function odd(what: string, bytes: Uint8Array | string, more: Partial<HelmCase> = {}): HelmCase {
  const env = { KUBECONFIG: "@ROOT@/k.yaml", ...more.env };
  return { args: ["p"], ...more, name: `odd kubeconfig: ${what}`, files: { "k.yaml": bytes }, env };
}

/** Kubeconfigs that no tool writes. */
export const ODD_KUBECONFIG_CASES: readonly HelmCase[] = [
  ...NAMESPACES.map((namespace) => odd(`the namespace ${namespace}`, config(namespace))),
  ...FIELDS.map((fields) => odd(`beside the namespace ${JSON.stringify(fields)}`, config("good", fields))),
  ...MERGED.map(([what, lines]) =>
    odd(what, `base: &base {namespace: based}\ncurrent-context: dev\ncontexts:\n- name: dev\n  context:\n${lines}`),
  ),
  ...BYTES.map(([what, bytes]) => odd(what, bytes)),
  ...LISTS.map(([what, list]) => odd(`KUBECONFIG with ${what}`, GOOD, { env: { KUBECONFIG: list } })),
  odd("--kubeconfig leads through a file", GOOD, { args: ["p", "--kubeconfig", "@ROOT@/k.yaml/x"] }),
];
