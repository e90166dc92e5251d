import { beforeAll, describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { hasCompactSources } from "../../../build/compact/fetch-sources.ts";
import { requireTarget } from "../../../build/compile.ts";
import { ensureLuaModule } from "../../../build/ensure-lua-module.ts";
import { TARGETS, targetName } from "../../../build/targets.ts";
import { debianSource } from "../../../build/third-party/compact-components.ts";
import type { Component } from "../../../build/third-party/component.ts";
import { BUNDLED, BUNDLED_WITH_BUN, componentsOf } from "../../../build/third-party/components-of.ts";
import { licensesToHandOn, licenseText } from "../../../build/third-party/license-text.ts";

const ROOT = resolve(import.meta.dir, "../../..");
/** What the Lua machine of every executable consists of. */
const NPM = ["clipanion", "fast-string-truncated-width", "fast-string-width", "typanion", "yaml"];
const LUA = [
  ...["wasmoon", "Lua", "Emscripten", "musl"],
  ...["LPeg", "lua-cjson", "LibYAML", "lyaml", "zlib", "lua-zlib", "luacheck", "luassert", "say", "wasi-libc"],
];
const BUN_TARGETS = TARGETS.filter((target) => target.host === "bun");

beforeAll(ensureLuaModule);

describe("the list of bundled packages", () => {
  test.each([
    ["main.ts", { ...BUNDLED_WITH_BUN, ...BUNDLED }],
    ["main-compact.ts", BUNDLED],
  ])("matches the bundle of %s", async (entrypoint, bundled) => {
    expect(await bundledPackages(entrypoint)).toEqual(Object.keys(bundled).toSorted());
  });
});

describe.each(BUN_TARGETS.map((target) => [targetName(target), target] as const))("componentsOf %s", (_, target) => {
  const components = componentsOf(target);

  test("names the runtime, the parts of Lua, and the bundled packages", () => {
    const names = components.map(({ name }) => name);
    expect(names).toEqual(["Bun", ...LUA, "@tybys/wasm-util", ...NPM]);
  });

  test("has a notice for each, with a copyright line or a condition", () => {
    const silent = components.filter(({ notice = "" }) => !/copyright|may change them/i.test(notice));
    expect(silent).toEqual([]);
  });

  test("knows the text of each licence, and the Bun of the target by its digest", () => {
    const expressions = allOf(components).flatMap(({ license }) => ("spdx" in license ? [license.spdx] : []));
    const texts = expressions.flatMap(licensesToHandOn).map(licenseText);
    expect(texts.length).toBeGreaterThan(components.length);
    expect(texts).not.toContain("");
    const [bun] = components;
    expect(bun?.purl).toBe(`pkg:npm/${target.bunPackage.replace("@", "%40")}@${Bun.version}`);
    expect(bun?.sha512).toMatch(/^[0-9a-f]{128}$/);
  });
});

test("libuv is part of the Windows executables only", () => {
  const withLibuv = BUN_TARGETS.filter((target) => allOf(componentsOf(target)).some(({ name }) => name === "libuv"));
  expect(withLibuv.map(targetName)).toEqual(["windows/amd64", "windows/arm64"]);
});

const DOCUMENTS = ["libc6-dev-i386-cross", "mingw-w64-i686-dev"].map((name) => `/usr/share/doc/${name}/copyright`);

describe.skipIf(!hasCompactSources() || !DOCUMENTS.every((file) => existsSync(file)))(
  "componentsOf a compact target, where its sources and compilers are installed",
  () => {
    test.each([
      ["linux/386", "GNU C Library", "LGPL-2.1-or-later"],
      ["windows/386", "MinGW-w64", undefined],
    ])("names for %s the engine and the linked %s with its own notice", (target, name, license) => {
      const components = componentsOf(requireTarget(target));
      const names = components.map((component) => component.name);
      const bundled = [...LUA, ...NPM];
      const runtime = ["QuickJS", "WABT", name, expect.stringMatching(/^libgcc/)];
      expect(names).toEqual([...runtime, ...bundled]);
      const library = components.find((component) => component.name === name)!;
      expect(library.notice).toMatch(/copyright/i);
      expect(library.version).toMatch(/^\d/);
      expect("spdx" in library.license ? library.license.spdx : undefined).toBe(license);
    });
  },
);

describe("debianSource", () => {
  test("reads the package and the version from the first line of a changelog", () => {
    const changelog = "glibc (2.36-9+deb12u14) bookworm; urgency=medium\n\n  * change\n\nglibc (2.35-1) unstable\n";
    expect(debianSource(changelog)).toEqual({
      version: "2.36-9+deb12u14",
      purl: "pkg:deb/debian/glibc@2.36-9%2Bdeb12u14?arch=source",
    });
  });

  test("refuses another text", () => {
    expect(() => debianSource("Changes in version 2\n")).toThrow("changelog");
  });
});

function allOf(components: readonly Component[]): Component[] {
  return components.flatMap((component) => [component, ...allOf(component.parts ?? [])]);
}

async function bundledPackages(entrypoint: string): Promise<string[]> {
  const { metafile } = await Bun.build({
    entrypoints: [resolve(ROOT, "src", entrypoint)],
    target: "bun",
    minify: true,
    splitting: true,
    external: ["qjs:*"],
    metafile: true,
  });
  const files = Object.values(metafile?.outputs ?? {}).flatMap(({ inputs }) => Object.entries(inputs));
  const used = files.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  const names = used.flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  return [...new Set(names)].toSorted();
}
