import * as fs from "node:fs";
import type { ChildEnd, ChildProcesses } from "../child-processes.ts";

const ENOENT = 2;
const ENOSYS = 38;

export const childProcesses: ChildProcesses = {
  available: () => process.platform === "win32" || fs.existsSync("/bin/sh"),
  execute,
  open: () => -ENOSYS,
};

function execute(command: Uint8Array, environment: Readonly<Record<string, string>>): ChildEnd | number {
  try {
    const child = Bun.spawnSync(["/bin/sh", "-c", Buffer.from(command).toString("utf8")], {
      env: { ...environment },
      stdio: ["inherit", "inherit", "inherit"],
    });
    return { kind: "exit", code: child.exitCode };
  } catch {
    return -ENOENT;
  }
}
