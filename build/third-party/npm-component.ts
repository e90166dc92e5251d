import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lockedIntegrity } from "../locked-integrity.ts";
import type { Component } from "./component.ts";
import { ROOT } from "../root.ts";

const PACKAGES = join(ROOT, "node_modules");

/** An installed npm package as a component. Throws where it has no licence text, neither as a file nor in its README. */
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

/** How a package of the npm registry is known elsewhere: its package URL, and its file's SHA-512 from bun.lock. */
export function npmIdentity(name: string, version: string): { readonly purl: string; readonly sha512: string } {
  const integrity = lockedIntegrity(name, version);
  if (integrity === undefined) throw new Error(`bun.lock has no ${name}@${version}`);
  const sha512 = Buffer.from(integrity.replace("sha512-", ""), "base64").toString("hex");
  return { purl: `pkg:npm/${name.replace("@", "%40")}@${version}`, sha512 };
}

function noticeIn(folder: string): string {
  const file = join(folder, "LICENSE");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  return licenseSection(readFileSync(join(folder, "README.md"), "utf8"));
}

/** The section on the licence at the end of a README, without Markdown's marks. Throws where there is none. */
export function licenseSection(readme: string): string {
  const section = /^## License[^\n]*\n(?<text>[\s\S]+?)(?=^#|(?![\s\S]))/m.exec(readme)?.groups?.["text"];
  if (section === undefined) throw new Error("the README has no section on the licence");
  const lines = section.split("\n").map((line) => line.replace(/^> ?/, ""));
  return lines.join("\n").replaceAll("**", "").trim();
}
