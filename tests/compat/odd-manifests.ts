import { fc } from "../helpers/fast-check.ts";

/** Ways to write a value: plain, quoted, in blocks and flows, tagged, with anchors, wrongly. */
const VALUES = [
  ...[
    "x",
    "'q'",
    '"q"',
    "a b",
    "a # c",
    "a#c",
    "",
    "~",
    "null",
    "n",
    "yes",
    "1.0",
    "0x1F",
    "2026-01-01",
    "1_000",
    ".inf",
    "+1",
  ],
  ...[
    "|\n  t\n  u",
    ">-\n  t\n\n  u",
    "|2\n   t",
    "|\n\n  t",
    ">\n  t\n    u\n  v",
    "|-\n  a\n # c",
    "|#c\n  t",
    "| # c\n  t",
  ],
  ...[
    "[a, b]",
    "{a: b}",
    "[\n  a,\n  b\n]",
    "[\n  a,\n]",
    "[\n a\n ]",
    "{a: b,}",
    "{a: [b, {c: d}]}",
    "[ a: b ]",
    "{a}",
    '{"a":b}',
  ],
  ...[
    "'it''s'",
    '"a\\tb"',
    '"a\\u00e9"',
    '"a\n  b"',
    '"a\nb"',
    "'a\n  b'",
    "'a\nb'",
    "a\n  b",
    "a\n# c\n  b",
    "'a' b",
    '"a"b',
  ],
  ...[
    "&k v",
    "*k",
    "!!str 5",
    "!!int 5",
    "!foo x",
    "!!binary YQ==",
    "- a",
    "\n- a\n- b",
    "\n  - a",
    "a: b",
    "a:b",
    '"a: b"',
  ],
  ...[
    "@x",
    "`x",
    "%x",
    "?x",
    "-x",
    ":x",
    "x:",
    "http://x/y",
    "$HELM_PLUGIN_DIR/x",
    "a, b",
    "a]",
    "\ta",
    "a\t",
    "a\t# c",
    '"a"#c',
  ],
  ...["\u00a0", "é", "😀", "a\u2028b", '"\\/"', '"\\x41"', '"\\q"', "'\\q'", "? a", "<<", "="],
];

const KEYS = [
  ...[
    "usage",
    "description",
    "version",
    "command",
    "hooks",
    "ignoreFlags",
    "useTunnel",
    "platformCommand",
    "downloaders",
  ],
  ...[
    "platformHooks",
    "zzz",
    "'usage'",
    '"description"',
    "? usage\n",
    "&k usage",
    "!!str usage",
    "<<",
    "~",
    "1",
    "[a]",
  ],
];

const LINES = [
  ...[
    "# c",
    " # c",
    "",
    "  ",
    "---",
    "...",
    "\t",
    "  more",
    "hooks:\n  install: a",
    "hooks: &h\n  install: a",
    "hooks: {\n  install: x\n}",
  ],
  "platformHooks:\n  install:\n  - os: linux\n    command: x",
  "platformCommand:\n- os: linux\n  command: x\n  args: [1, true, 2.5, null]",
  "platformCommand:\n  - {os: linux, command: x}\n  -   os: windows\n      command: y",
  "platformCommand:\n- &a {os: linux}\n- <<: *a\n  command: x",
  "platformCommand: [\n  {os: linux,\n   command: x}, # c\n]",
  "downloaders:\n- command: a b\n  protocols:\n  - s3",
];

/** Manifests in unusual forms, many of them broken; the one at index n has `name: pN` unless something else takes it away. */
export function makeOddManifests(count: number, seed: number): readonly string[] {
  const separator = fc.constantFrom(": ", ": ", ": ", ":", ":  ", ":\t", " : ");
  const field = fc
    .tuple(fc.constantFrom(...KEYS), separator, fc.constantFrom(...VALUES))
    .map((parts) => parts.join(""));
  const part = fc.oneof({ weight: 10, arbitrary: field }, { weight: 3, arbitrary: fc.constantFrom(...LINES) });
  const parts = fc.array(part, { maxLength: 3 });
  const whole = fc.tuple(parts, parts, fc.constantFrom("\n", "\n", "\n", "\r\n"), fc.boolean());
  return fc.sample(whole, { numRuns: count, seed }).map(([before, after, end, closed], index) => {
    const text = [...before, `name: p${index}`, ...after].join("\n");
    return (closed ? `${text}\n` : text).replaceAll("\n", end);
  });
}
