import { createParseCache } from "../../src/cache/parse-cache.ts";
import type { Host } from "../../src/host/host.ts";
import type { ManageContext } from "../../src/manage/manage-context.ts";
import type { Sandbox } from "./sandbox.ts";

/** What a change of the sandbox's plugins gets: its folders, no variables, and `note` for what users would read. */
export function manageContext(host: Host, sandbox: Sandbox, note: (text: string) => void = () => {}): ManageContext {
  return {
    host,
    cache: createParseCache(host, sandbox.path("cache"), undefined),
    directories: [sandbox.plugins],
    byDefault: sandbox.plugins,
    variables: async () => ({}),
    hookOutput: "stdout",
    luffVersion: "1.2.3",
    flagNames: { version: "--version", asset: "--asset", prune: "--prune" },
    note,
    progress: { update() {}, end() {} },
    debug: () => {},
  };
}
