import { expect, test } from "bun:test";
import { parseVersion } from "../../src/text/semver.ts";
import { parseConstraint } from "../../src/text/version-constraint.ts";
import { realHelm } from "../helpers/real-helm.ts";
import { createSandbox } from "../helpers/sandbox.ts";

const CONSTRAINTS = [
  ..."1.2.3|=1.2.3|1.2|1|*|x|1.x|1.2.x|!=1.2.3|!=1.2|!=1.x|>1.2.3|>1.2|>1|>=1.2.3|=>1.2|<1.2.3|<1.2|<2|<=1.2.3|<=1.2|=<1|~1.2.3".split(
    "|",
  ),
  ..."~1.2|~1|~>1.2.3|~>1.2|^1.2.3|^1.2|^1|^0.2.3|^0.0.3|^0.0|^0|>0-0|>=1.0.0-0|^1.2.3-beta|~1.2.3-beta|1.2.3-beta".split(
    "|",
  ),
  ...[
    ">=1.2, <2",
    ">=1.2 <2",
    "~1.2 || ^3",
    "1.2 - 1.4",
    "1.2.3 - 2.0",
    ">= 1.2 , < 1.4",
    "v1.2.3",
    ">=v1.2",
    "<1 || >2.1",
  ],
];
const VERSIONS =
  "0.0.3 0.0.4 0.2.3 0.2.9 0.3.0 1.0.0-rc.1 1.0.0 1.2.0 1.2.2 1.2.3-beta 1.2.3-beta.2 1.2.3 1.2.4-beta 1.2.4 1.3.0 1.4.0 1.4.1 2.0.0-alpha 2.0.0 2.1.0 3.0.0 3.5.1 v1.2.3".split(
    " ",
  );

const helm = realHelm(4);
test.skipIf(helm.path === undefined)("a constraint accepts the versions that Helm accepts", async () => {
  using sandbox = createSandbox();
  const pairs = CONSTRAINTS.flatMap((constraint) => VERSIONS.map((version) => ({ constraint, version })));
  const lines = pairs.map(
    ({ constraint, version }) => `  - {{ semverCompare ${JSON.stringify(constraint)} ${JSON.stringify(version)} }}`,
  );
  sandbox.write("work/chart/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n");
  sandbox.write("work/chart/templates/all.yaml", `kind: X\nall:\n${lines.join("\n")}\n`);
  const { stdout, exitCode } = await sandbox.run(["template", "chart"], { program: [helm.path ?? ""] });
  expect(exitCode).toBe(0);
  const byHelm = [...stdout.matchAll(/^ {2}- (true|false)$/gm)].map(([, word]) => word === "true");
  expect(byHelm).toHaveLength(pairs.length);
  const different = pairs.filter(({ constraint, version }, index) => {
    const parsed = parseVersion(version);
    return parsed === undefined || parseConstraint(constraint)?.(parsed) !== byHelm[index];
  });
  expect(different).toEqual([]);
});
