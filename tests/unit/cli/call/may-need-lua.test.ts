import { describe, expect, test } from "bun:test";
import { createContext } from "../../../../src/cli/context.ts";
import { mayNeedLua } from "../../../../src/cli/call/may-need-lua.ts";
import type { Call } from "../../../../src/cli/call/read-call.ts";
import { createMemoryHost } from "../../../helpers/memory-host.ts";

describe("mayNeedLua", () => {
  const files = {
    "/p/a/main.lua": "",
    "/p/helm-b/main.lua": "",
    "/p/c/other.lua": "",
    "/p/d": { kind: "denied" },
  } as const;
  const context = createContext({ host: createMemoryHost({ files, env: { HELM_PLUGINS: "/none:/p" } }) }, {}, {});
  const rest = { args: [] };

  test.each<[Call, boolean]>([
    [{ kind: "plugin", name: "a", ...rest }, true],
    [{ kind: "plugin", name: "b", ...rest }, true],
    [{ kind: "plugin", name: "c", ...rest }, false],
    [{ kind: "plugin", name: "d", ...rest }, false],
    [{ kind: "folder", path: "/p/a", ...rest }, true],
    [{ kind: "folder", path: "/p/c", ...rest }, false],
    [{ kind: "script", path: "/p/c/other.lua", ...rest }, true],
    [{ kind: "lua", words: ["-i"] }, true],
    [{ kind: "command", words: ["env"] }, false],
  ])("of %j: %p", (call, expected) => {
    expect(mayNeedLua(context, call)).toBe(expected);
  });
});
