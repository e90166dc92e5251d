import { expect, test } from "bun:test";
import { AppError } from "../../../src/errors/app-error.ts";
import type { ChildProcesses } from "../../../src/host/child-processes.ts";
import { beginCapture } from "../../../src/program/capture-output.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

test("a program whose output is kept gets no descriptor that the user opened", () => {
  const host = createMemoryHost();
  const wishes: unknown[] = [];
  const open: ChildProcesses["open"] = (_command, _direction, _environment, wish) => {
    wishes.push(wish);
    return -1;
  };
  const call = { file: "/bin/git", args: ["ls-files"], variables: {} };
  expect(() => beginCapture({ ...host, children: { ...host.children, open } }, call)).toThrow(AppError);
  expect(wishes).toEqual([{ withoutDescriptors: true }]);
});
