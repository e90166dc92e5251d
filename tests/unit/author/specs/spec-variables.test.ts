import { expect, test } from "bun:test";
import { specEnvironment } from "../../../../src/author/specs/spec-variables.ts";

test("a kubeconfig of the user is not there for specs, in whatever case Windows has its name", () => {
  const own = { KUBECONFIG: "a", KubeConfig: "b", PATH: "p" };
  expect(specEnvironment(own, { X: "1" }, false)).toEqual({ KubeConfig: "b", PATH: "p", X: "1" });
  expect(specEnvironment(own, { X: "1" }, true)).toEqual({ PATH: "p", X: "1" });
});
