import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { LIBRARY_MODULES, LUA_MODULE, PACKED_LUACHECK } from "../../build/ensure-lua-module.ts";
import { LUA_ASSERTIONS } from "../../build/lua-assertions/ensure-lua-assertions.ts";
import { ROOT } from "../../build/root.ts";
import { runProgram } from "../../build/run-program.ts";

/** Files that programs under test keep in node_modules, which a mutant must not touch. */
const CACHE = ".cache";
/** Built files that the tests need. */
const BUILT = [LUA_MODULE, ...LIBRARY_MODULES, PACKED_LUACHECK, LUA_ASSERTIONS].map((file) => relative(ROOT, file));

/** A copy of the repository's files that may be changed. */
export interface TreeCopy extends Disposable {
  readonly folder: string;
  /** The folder for temporary files of what runs in the copy. */
  readonly temporary: string;
  read(file: string): string;
  /** Replaces a file. */
  write(file: string, text: string): void;
  /** A copy of the copy, made quickly: it shares the files until they are replaced. */
  copy(): TreeCopy;
}

/** Copies the files that git knows or would take, as they are now. Packages are links to the repository's own. */
export function copyRepository(): TreeCopy {
  const listed = runProgram(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT });
  const files = listed.split("\0").filter((file) => file !== "" && existsSync(join(ROOT, file)));
  return makeCopy((folder) => {
    for (const file of [...files, ...BUILT]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      cpSync(join(ROOT, file), join(folder, file));
    }
    linkPackages(join(folder, "node_modules"));
  });
}

function makeCopy(fill: (folder: string) => void): TreeCopy {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), "luff-mutant-")));
  const [folder, temporary] = [join(parent, "tree"), join(parent, "tmp")];
  for (const made of [folder, temporary]) mkdirSync(made);
  fill(folder);
  return {
    folder,
    temporary,
    read: (file) => readFileSync(join(folder, file), "utf8"),
    write(file, text) {
      rmSync(join(folder, file));
      writeFileSync(join(folder, file), text);
    },
    copy: () => makeCopy((other) => linkTree(folder, other)),
    [Symbol.dispose]: () => rmSync(parent, { recursive: true, force: true }),
  };
}

function linkTree(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      mkdirSync(target);
      linkTree(source, target);
    } else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkSync(source, target);
  }
}

function linkPackages(folder: string): void {
  mkdirSync(folder);
  for (const name of readdirSync(join(ROOT, "node_modules"))) {
    if (name !== CACHE) symlinkSync(join(ROOT, "node_modules", name), join(folder, name));
  }
}
