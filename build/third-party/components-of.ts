import type { Target } from "../targets.ts";
import { bunComponent } from "./bun-component.ts";
import { compactComponents } from "./compact-components.ts";
import type { Component } from "./component.ts";
import { libraryComponents } from "./library-components.ts";
import { luaComponents } from "./lua-components.ts";
import { npmComponent } from "./npm-component.ts";

/** The npm packages whose code is bundled in every executable with luff's own, and what for. */
export const BUNDLED: Readonly<Record<string, string>> = {
  clipanion: "Reads luff's own command line.",
  "fast-string-truncated-width": "Counts the columns of a text for fast-string-width.",
  "fast-string-width": "Says how many columns of a terminal a text takes.",
  typanion: "Checks the values of options, and documents that come from elsewhere.",
  yaml: "Reads plugin.yaml and writes YAML.",
};

/** What is bundled besides where luff runs on Bun. */
export const BUNDLED_WITH_BUN: typeof BUNDLED = {
  "@tybys/wasm-util": "Gives WebAssembly plugins WASI.",
};

/** Everything in the target's executable that is not luff's own. */
export function componentsOf(target: Target): Component[] {
  const runtime = target.host === "bun" ? [bunComponent(target)] : compactComponents(target);
  const packages = target.host === "bun" ? { ...BUNDLED_WITH_BUN, ...BUNDLED } : BUNDLED;
  const bundled = Object.entries(packages).map(([name, role]) => npmComponent(name, role));
  return [...runtime, ...luaComponents(), ...libraryComponents(), ...bundled];
}
