import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { contentKey } from "../../../build/content-key.ts";
import { WINE } from "../../../build/emulators.ts";
import { createSandbox, type RunResult, type Sandbox } from "../../helpers/sandbox.ts";

const BUILD = resolve(import.meta.dir, "../../../build/wine");
const SCRIPT = join(BUILD, "install-wine.sh");
/** Where Debian's server looks for a table of characters, and where Debian's package has it. */
const SOUGHT = "root/usr/share/wine/wine/nls/l_intl.nls";
const PACKED = "usr/share/wine/nls/l_intl.nls";
const REAL = existsSync(join(WINE, "complete"));

/** Stand-ins for the programs that change a system or need a network. They write down how they were called. */
const PROGRAMS: Readonly<Record<string, string>> = {
  "apt-get": `echo "apt-get $*" >>"$CALLS"
case $* in
  indextargets*) echo http://archive.invalid/debian ;;
  *download*) touch libwine_1_amd64.deb libwine_1_i386.deb fonts_1_all.deb ;;
esac`,
  dpkg: `for dll in x86_64-w64-mingw32 i686-w64-mingw32; do
  mkdir -p "$3/usr/$dll/lib"; printf %200s "" >"$3/usr/$dll/lib/zlib1.dll"
done
mkdir -p "$3/usr/lib/wine" "$3/usr/lib/x86_64-linux-gnu/wine/x86_64-windows" "$3/etc/fonts" "$3/usr/share/wine/nls"
mkdir -p "$3/usr/lib/i386-linux-gnu/wine/i386-windows"
echo table >"$3/${PACKED}"
printf '#!/bin/sh\\nmkdir -p "$WINEPREFIX/drive_c/windows/system32"\\n' >"$3/usr/lib/wine/wine64"
printf '#!/bin/sh\\necho "wineserver $* of $WINEPREFIX" >>"$CALLS"\\n' >"$3/usr/lib/wine/wineserver64"
chmod +x "$3/usr/lib/wine/wine64" "$3/usr/lib/wine/wineserver64"`,
  patchelf: ":",
  "x86_64-w64-mingw32-gcc": 'while [ "$1" != -o ]; do shift; done; echo shim >"$2"',
};

describe.skipIf(process.platform !== "linux")("install-wine.sh", () => {
  let sandbox: Sandbox;
  let folder: string;
  beforeEach(() => {
    sandbox = createSandbox();
    for (const [name, body] of Object.entries(PROGRAMS)) sandbox.write(`bin/${name}`, `#!/bin/sh\n${body}\n`, 0o755);
    folder = sandbox.path("work", "wine");
  });
  afterEach(() => sandbox.remove());

  const install = (script = SCRIPT): Promise<RunResult> => {
    const env = { PATH: `${sandbox.path("bin")}:${sandbox.env["PATH"]}`, CALLS: sandbox.path("calls") };
    return sandbox.run([folder], { program: ["sh", script], env });
  };
  const calls = (): string => (existsSync(sandbox.path("calls")) ? readFileSync(sandbox.path("calls"), "utf8") : "");
  const keyFor = (place: string): string => contentKey({ files: [SCRIPT, join(BUILD, "bun-shim.c")], words: [place] });

  test("makes a Wine whose server finds its tables, and marks it with the key of its sources and its folder", async () => {
    expect(await install()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(readFileSync(join(folder, SOUGHT), "utf8")).toBe("table\n");
    expect(readFileSync(join(folder, "complete"), "utf8")).toBe(keyFor(folder));
    expect(existsSync(join(folder, "prefix/drive_c/windows/system32/bcryptprimitives.dll"))).toBe(true);
    expect(["apt", "packages"].map((name) => existsSync(join(folder, name)))).toEqual([false, false]);
  });

  test("does nothing in a folder that is complete", async () => {
    await install();
    const [before, made] = [calls(), statSync(join(folder, "root")).ino];
    expect((await install()).exitCode).toBe(0);
    expect([calls(), statSync(join(folder, "root")).ino]).toEqual([before, made]);
  });

  test("ends the server of an earlier try, and removes all that the try left", async () => {
    await install();
    // Of other sources, and with a file too much in each part.
    writeFileSync(join(folder, "complete"), keyFor("/elsewhere"));
    const leftovers = ["apt/x", "packages/x_1_amd64.deb", "root/x", "home/x", "prefix/x"];
    for (const file of leftovers) {
      mkdirSync(join(folder, file, ".."), { recursive: true });
      writeFileSync(join(folder, file), "");
    }
    expect((await install()).exitCode).toBe(0);
    expect(leftovers.filter((file) => existsSync(join(folder, file)))).toEqual([]);
    expect(readFileSync(join(folder, SOUGHT), "utf8")).toBe("table\n");
    expect(readFileSync(join(folder, "complete"), "utf8")).toBe(keyFor(folder));
    expect(calls()).toContain(`wineserver -k of ${folder}/prefix\n`);
  });

  test("makes a copied Wine again, and leaves the server of the original alone", async () => {
    await install();
    const original = folder;
    folder = sandbox.path("work", "copy");
    await sandbox.run(["-r", original, folder], { program: ["cp"] });
    const before = calls();
    expect((await install()).exitCode).toBe(0);
    expect(readFileSync(join(folder, "complete"), "utf8")).toBe(keyFor(folder));
    expect(calls().slice(before.length)).not.toContain(original);
  });
});

test.skipIf(!REAL)(`the installed Wine has its tables${REAL ? "" : " (skipped: there is no Wine)"}`, () => {
  expect(statSync(join(WINE, SOUGHT)).size).toBeGreaterThan(1000);
});
