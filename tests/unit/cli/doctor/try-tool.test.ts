import { expect, test } from "bun:test";
import { whyNone } from "../../../../src/cli/doctor/try-tool.ts";
import { HostError } from "../../../../src/host/host-error.ts";
import { createMemoryHost } from "../../../helpers/memory-host.ts";

const MISSING = { kind: "missing" } as const;

/** A host whose folder /closed may not be searched. */
function hostWithClosedFolder() {
  const host = createMemoryHost({
    files: { "/bin/luff": { kind: "link", target: "/none" } },
    env: { PATH: "/closed:/bin" },
  });
  const entry = (path: string) => {
    if (path.startsWith("/closed/")) throw new HostError("denied", path, "permission denied");
    return host.disk.entry(path);
  };
  return { ...host, disk: { ...host.disk, entry } };
}

test("nothing is said of a folder on PATH that may not be searched, and the search goes on", () => {
  expect(whyNone(hostWithClosedFolder(), "git", MISSING)).toBe("");
  expect(whyNone(hostWithClosedFolder(), "luff", MISSING)).toBe(
    ", only /bin/luff: it is a link to /none, which is not there",
  );
});

test("a path that cannot be reached has the reason", () => {
  expect(whyNone(hostWithClosedFolder(), "/closed/helm", MISSING)).toBe(": permission denied");
});
