import { expect, test } from "bun:test";
import { AppError } from "../../../src/errors/app-error.ts";
import { parseManifest } from "../../../src/manifest/parse-manifest.ts";
import type { InstalledPlugin } from "../../../src/plugin/installed-plugin.ts";
import { requireRuntime } from "../../../src/run/require-runtime.ts";

function installed(runtime: string, config = ""): InstalledPlugin {
  const text = `apiVersion: v1\nname: total\nversion: 1.0.0\ntype: cli/v1\nruntime: ${runtime}\n${config}`;
  const { plugin } = parseManifest(new TextEncoder().encode(text));
  return { plugin: plugin!, folder: "/p/total", manifestPath: "/p/total/plugin.yaml" } as InstalledPlugin;
}

const WITH_MODULES = { wasm: () => Promise.reject(new Error("not loaded")) };

async function refusalOf(
  plugin: InstalledPlugin,
  version: string,
  host: Parameters<typeof requireRuntime>[0] = {},
): Promise<string | undefined> {
  try {
    await requireRuntime(host, plugin, { lua: { version } });
    return undefined;
  } catch (error) {
    return error instanceof AppError ? `${error.message} [${error.code}]` : String(error);
  }
}

test("a Lua plugin that needs a newer luff is refused", async () => {
  const plugin = installed("lua/v1", 'runtimeConfig:\n  luff: ">=0.2"\n');
  expect(await refusalOf(plugin, "0.1.0")).toBe(
    'plugin "total" needs luff 0.2 or later, and this is luff 0.1.0 [luff-unfit]',
  );
  expect(await refusalOf(plugin, "0.2.0")).toBeUndefined();
});

test("a plugin without a constraint runs with every luff, a WebAssembly plugin where there is a runtime for it", async () => {
  expect(await refusalOf(installed("lua/v1"), "0.1.0")).toBeUndefined();
  expect(await refusalOf(installed("subprocess"), "0.1.0")).toBeUndefined();
  expect(await refusalOf(installed("extism/v1"), "0.1.0")).toBe(
    'plugin "total" has the runtime extism/v1, which this luff cannot run [runtime-unsupported]',
  );
  expect(await refusalOf(installed("extism/v1"), "0.1.0", WITH_MODULES)).toBeUndefined();
});

test("a WebAssembly plugin that asks for host functions is refused", async () => {
  const plugin = installed("extism/v1", "runtimeConfig: {hostFunctions: [list, get]}\n");
  expect(await refusalOf(plugin, "0.1.0", WITH_MODULES)).toBe(
    'plugin "total" asks for the host function "list", and neither luff nor Helm has any [runtime-unsupported]',
  );
});
