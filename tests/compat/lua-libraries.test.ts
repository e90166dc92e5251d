import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findNativeLua, type LuaProgram, luffLua, runLua } from "../helpers/lua-program.ts";

setDefaultTimeout(120_000);

const LIBRARIES = join(import.meta.dir, "../lua/libraries");
/** Programs of our own, for libraries that no package contains. */
const OWN = ["cbor", "class", "semver", "serializer", "template"] as const;
/** Libraries as their authors published them: the file to look for, and Debian's package. */
const PUBLISHED = [
  { name: "argparse", file: "argparse.lua", from: "lua-argparse" },
  { name: "binaryheap", file: "binaryheap.lua", from: "lua-binaryheap" },
  { name: "dkjson", file: "dkjson.lua", from: "lua-dkjson" },
  { name: "inifile", file: "inifile.lua", from: "lua-inifile" },
  { name: "inspect", file: "inspect.lua", from: "lua-inspect" },
  { name: "luaunit", file: "luaunit.lua", from: "lua-unit" },
  { name: "messagepack", file: "MessagePack.lua", from: "lua-messagepack" },
  { name: "moses", file: "moses.lua", from: "lua-moses" },
  { name: "penlight", file: "pl/class.lua", from: "lua-penlight" },
] as const;
const FOLDERS = ["/usr/share/lua/5.4", "/usr/share/lua/5.3", "/usr/share/lua/5.1"] as const;

const native = findNativeLua();

/** Runs the smoke test of a library, with the library on package.path; the first line sets that, so that lines stay. */
async function smoke(program: LuaProgram, name: string): Promise<object> {
  const folders = [join(LIBRARIES, "own"), ...FOLDERS];
  const path = folders.map((folder) => `${folder}/?.lua;${folder}/?/init.lua`).join(";");
  const cwd = mkdtempSync(join(tmpdir(), "luff-library-"));
  try {
    const source = await Bun.file(join(LIBRARIES, `${name}.lua`)).text();
    writeFileSync(join(cwd, "smoke.lua"), `package.path = ${JSON.stringify(path)}; ${source}`);
    const run = await runLua(program, { path: "./smoke.lua", cwd, env: { LUFF_TEST_PLAIN: "0" } });
    return { stdout: run.stdout, stderr: run.stderr, status: run.signal ?? run.exitCode };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** Tests that the library works, and that it does so as under the reference interpreter, which may be missing. */
function testLibrary(library: string, { name, missing }: { readonly name: string; readonly missing: string }): void {
  test.skipIf(missing !== "")(`${library} works${missing}`, async () => {
    expect(await smoke(luffLua(), name)).toMatchObject({ stderr: "", status: 0 });
  });
  test.skipIf(missing !== "" || native === undefined)(
    `${library} works as under the reference interpreter${missing}`,
    async () => expect(await smoke(luffLua(), name)).toEqual(await smoke(native!, name)),
  );
}

for (const name of OWN) testLibrary(`the ${name} library of our own`, { name, missing: "" });

for (const { name, file, from } of PUBLISHED) {
  const installed = FOLDERS.some((folder) => existsSync(join(folder, file)));
  testLibrary(`${name}, unchanged,`, { name, missing: installed ? "" : ` (${from} is not installed)` });
}
