import { describe, expect, test } from "bun:test";
import { testsBinary } from "../helpers/program-under-test.ts";
import { realHelm } from "../helpers/real-helm.ts";
import { HELM_CASES } from "./helm-cases/all.ts";
import { outcomeUnderHelm } from "./helm-outcome.ts";
import { readHelmRecord } from "./helm-record-file.ts";

const RECORD = readHelmRecord();

describe.each([3, 4] as const)("the record of Helm %d", (major) => {
  const helm = realHelm(major);
  if (helm.path === undefined) console.log(`Helm ${major} is not compared again: ${helm.reason}`);

  // The record does not depend on the luff under test: one comparison is enough.
  test.skipIf(helm.path === undefined || testsBinary()).each(HELM_CASES)(
    "is what Helm does: $name",
    async (helmCase) => {
      const { stderr: _, ...outcome } = await outcomeUnderHelm(helmCase, helm.path ?? "");
      const { stderr: __, ...recorded } = RECORD[helmCase.name]![major];
      expect(outcome).toStrictEqual(recorded);
    },
  );
});
