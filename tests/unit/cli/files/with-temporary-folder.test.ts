import { expect, test } from "bun:test";
import { withTemporaryFolder } from "../../../../src/cli/files/with-temporary-folder.ts";
import { HostError } from "../../../../src/host/host-error.ts";
import type { Host } from "../../../../src/host/host.ts";
import { createMemoryHost } from "../../../helpers/memory-host.ts";

/** A host whose temporary folder cannot be removed, because of this. */
function hostWith(failure: Error): Host {
  const disk = {
    makeUniqueFolder: (prefix: string) => `${prefix}1`,
    entry: () => ({ kind: "other", size: 0, mode: 0 }),
    remove() {
      throw failure;
    },
  };
  return { ...createMemoryHost(), disk } as unknown as Host;
}

test("a folder that another program uses does not take the place of what the action comes to", async () => {
  const host = hostWith(new HostError("other", "/tmp/luff-1", "in use"));
  expect(await withTemporaryFolder(host, async (path) => path("a"))).toBe("/tmp/luff-1/a");
  const action = () => Promise.reject(new Error("own"));
  expect(await withTemporaryFolder(host, action).catch(String)).toBe("Error: own");
});

test("another failure does", async () => {
  const host = hostWith(new Error("bug"));
  expect(await withTemporaryFolder(host, async () => 1).catch(String)).toBe("Error: bug");
});
