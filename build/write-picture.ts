import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScript } from "./command-line.ts";
import { drawSession, PICTURE_FILE } from "./picture/draw-session.ts";
import { ROOT } from "./root.ts";

const USAGE = `usage: bun build/write-picture.ts
Runs luff from source in a terminal, and writes what it shows to ${PICTURE_FILE}, the picture in README.md. Needs python3.`;

async function main(): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), "luff-picture-"));
  try {
    const [bin, home] = [join(temporary, "bin"), join(temporary, "home")];
    for (const folder of [bin, home]) mkdirSync(folder);
    writeFileSync(join(bin, "luff"), `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, "src/main.ts")}' "$@"\n`);
    chmodSync(join(bin, "luff"), 0o755);
    writeFileSync(join(ROOT, PICTURE_FILE), await drawSession(home, `${bin}:${process.env["PATH"]}`));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

if (import.meta.main) await runScript(USAGE, {}, main);
