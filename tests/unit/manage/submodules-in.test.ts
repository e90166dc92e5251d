import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { createHost } from "../../../src/host/bun/host.ts";
import { mayHaveSubmodules } from "../../../src/manage/git/submodules-in.ts";
import { createGitRepository, type GitRepository } from "../../helpers/git-repository.ts";
import { createSandbox, type Sandbox } from "../../helpers/sandbox.ts";

let sandbox: Sandbox;
let repository: GitRepository;
beforeEach(() => {
  sandbox = createSandbox();
  repository = createGitRepository(sandbox, "repo");
  repository.commit("1.0.0");
});
afterEach(() => sandbox.remove());

const mayHave = (folder = "repo"): boolean => mayHaveSubmodules(createHost(), sandbox.path(folder));

describe("whether a clone may have submodules", () => {
  test.each([2, 3, 4])("is known from its index of version %d", (version) => {
    const { git, commitOf } = repository;
    git("update-index", "--index-version", `${version}`);
    expect(mayHave()).toBe(false);
    git("update-index", "--add", "--cacheinfo", `160000,${commitOf("1.0.0")},vendor/lib`);
    expect(mayHave()).toBe(true);
  });

  test("is not known if the index is in two files", () => {
    repository.git("update-index", "--split-index");
    expect(mayHave()).toBe(true);
  });

  test("is not known without an index", () => {
    expect(mayHave("elsewhere")).toBe(true);
  });
});
