import { existsSync, readFileSync } from "node:fs";

/** Whether this is Debian itself, not a system that is made from it: compilers and packages are those of its releases. */
export function isDebian(): boolean {
  const file = "/etc/os-release";
  return process.platform === "linux" && existsSync(file) && /^ID=debian$/m.test(readFileSync(file, "utf8"));
}
