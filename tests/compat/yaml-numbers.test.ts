import { describe, expect, test } from "bun:test";
import { realHelm } from "../helpers/real-helm.ts";
import { createSandbox } from "../helpers/sandbox.ts";

/** Plain scalars that are numbers for Helm, or nearly are. */
const SCALARS = [
  ...[
    "0b1010",
    "0B1010",
    "-0b11",
    "+0b1",
    "0b_1",
    "0b102",
    "0b",
    "0o7",
    "0O7",
    "-0o7",
    "+0o7",
    "0o_7",
    "0o8",
    "0777",
    "-0777",
  ],
  ...[
    "08",
    "00",
    "0_",
    "0_7",
    "010_0",
    "0x1F",
    "0X1F",
    "-0x1F",
    "0x1_0",
    "0x",
    "0x1p4",
    "1_000",
    "1__0",
    "_1",
    "1_",
    "-_1",
    "+_",
  ],
  ...[
    "1_0.5",
    "1_0e3",
    "1e_3",
    "1_e3",
    ".5",
    "+.5",
    "._5",
    "-.5_0",
    "1.",
    "1e3",
    "1e",
    "12",
    "+12",
    "190:20:30",
    "1_a",
  ],
];

const TEMPLATE = `{{- range $at, $value := .Values.list }}
"{{ $at }}": {{ printf "%s %v" (kindOf $value | replace "float64" "number") $value | quote }}
{{- end }}
`;

const SCRIPT = `
for _, value in ipairs(require("helm.yaml").decode(io.read("a")).list) do
  print(("%s %s"):format(type(value), type(value) == "number" and ("%.14g"):format(value) or value))
end
`;

describe("numbers of helm.yaml", () => {
  const helms = ([3, 4] as const).map((major) => [major, realHelm(major)] as const);
  for (const [major, helm] of helms) {
    const lacks = helm.path === undefined ? ` (${helm.reason})` : "";
    test.skipIf(helm.path === undefined)(`are those of Helm ${major}${lacks}`, async () => {
      using sandbox = createSandbox();
      sandbox.write("work/c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n");
      sandbox.write("work/c/templates/list.yaml", TEMPLATE);
      sandbox.write("work/script.lua", SCRIPT);
      const values = `list:\n${SCALARS.map((scalar) => `- ${scalar}\n`).join("")}`;
      sandbox.write("work/values.yaml", values);
      const words = [helm.path ?? "", "template", "r", `${sandbox.work}/c`, "-f", `${sandbox.work}/values.yaml`];
      const rendered = Bun.spawnSync(words, { env: { HOME: sandbox.root } }).stdout.toString();
      const expected = [...rendered.matchAll(/^"\d+": "(.*)"$/gm)].map(([, value = ""]) => value);
      expect(expected.length).toBe(SCALARS.length);
      const { stdout } = await sandbox.run(["./script.lua"], { stdin: values });
      expect(stdout.trimEnd().split(/\r?\n/)).toEqual(expected);
    });
  }
});
