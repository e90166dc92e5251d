import { openCLibrary } from "../library/open-c-library.ts";
import { nodeFs } from "../node-fs.ts";
import { temporaryDirectory } from "../temporary-directory.ts";

const SYMBOLS = { memfd_create: { args: ["ptr", "u32"], returns: "i32" } } as const;
const MFD_CLOEXEC = 1;

/**
 * Opens an empty file that has no name and is gone when nobody has it open; programs do not inherit it. It is in memory where the system
 * has such files, otherwise in the folder for temporary files. Undefined if it cannot be made.
 */
export function openNamelessFile(): number | undefined {
  const inMemory = openCLibrary(SYMBOLS)?.symbols.memfd_create(Buffer.from("luff\0"), MFD_CLOEXEC) ?? -1;
  return inMemory >= 0 ? inMemory : openRemovedFile();
}

function openRemovedFile(): number | undefined {
  try {
    const folder = nodeFs().mkdtempSync(`${temporaryDirectory()}/luff-`);
    const descriptor = nodeFs().openSync(`${folder}/list`, "wx+", 0o600);
    nodeFs().rmSync(folder, { recursive: true });
    return descriptor;
  } catch {
    return undefined;
  }
}
