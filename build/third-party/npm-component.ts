import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lockedIntegrity } from "../locked-integrity.ts";
import type { Component } from "./component.ts";
import { ROOT } from "../root.ts";

const PACKAGES = join(ROOT, "node_modules");

/** An installed npm package as a component. Throws if it has no licence text, neither as a file nor in its README. */
export function npmComponent(name: string, role: string): Component {
  const folder = join(PACKAGES, name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, string>;
  if (version === undefined) throw new Error(`${name} has no version`);
  return {
    name,
    version,
    license: { spdx: license ?? "MIT" },
    home: `https://www.npmjs.com/package/${name}`,
    role,
    notice: noticeIn(folder),
    ...npmIdentity(name, version),
  };
}

/** What identifies an npm package elsewhere: its package URL, and its file's SHA-512 from bun.lock. */
export function npmIdentity(name: string, version: string): { readonly purl: string; readonly sha512: string } {
  const integrity = lockedIntegrity(name, version);
  if (integrity === undefined) throw new Error(`bun.lock has no ${name}@${version}`);
  const sha512 = Buffer.from(integrity.replace("sha512-", ""), "base64").toString("hex");
  return { purl: `pkg:npm/${name.replace("@", "%40")}@${version}`, sha512 };
}

function noticeIn(folder: string): string {
  const file = ["LICENSE", "license"].map((name) => join(folder, name)).find((path) => existsSync(path));
  if (file !== undefined) return readFileSync(file, "utf8").trim();
  return licenseSection(readFileSync(join(folder, "README.md"), "utf8"));
}

/** The licence section at the end of a README, without Markdown markup. Throws if there is none. */
export function licenseSection(readme: string): string {
  const section = /^## License[^\n]*\n(?<text>[\s\S]+?)(?=^#|(?![\s\S]))/m.exec(readme)?.groups?.["text"];
  if (section === undefined) throw new Error("the README has no section on the licence");
  const lines = section.split("\n").map((line) => line.replace(/^> ?/, ""));
  return lines.join("\n").replaceAll("**", "").trim();
}
