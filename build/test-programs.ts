import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { WINE } from "./emulators.ts";
import { isDebian } from "./is-debian.ts";

/** The facts about a machine that determine which programs install-test-programs.sh installs. */
export interface Installable {
  /** Whether there is apt-get. */
  readonly apt: boolean;
  /** Whether it is Debian on amd64. */
  readonly debianAmd64: boolean;
}

/** The programs and files that install-test-programs.sh installs on the machine, by default this one. */
export function testPrograms(machine = thisInstallable()): string[] {
  if (!machine.apt) return [];
  const lines = readFileSync(join(import.meta.dir, "test-programs.txt"), "utf8").split("\n");
  const rows = lines.filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split(/\s+/));
  const wanted = rows.filter(([group]) => group === "apt" || machine.debianAmd64);
  return [
    ...wanted.map(([, program = ""]) => program),
    ...(machine.debianAmd64 ? [join(WINE, "gosh.exe"), join(WINE, "complete")] : []),
  ];
}

/** Whether this machine has the program on its PATH, or the file. */
export function hasProgram(program: string): boolean {
  return program.startsWith("/") ? existsSync(program) : Bun.which(program) !== null;
}

/** What install-test-programs.sh installs here. */
export function thisInstallable(): Installable {
  const apt = process.platform === "linux" && Bun.which("apt-get") !== null;
  return { apt, debianAmd64: apt && process.arch === "x64" && isDebian() };
}
