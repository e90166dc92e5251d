import { openCLibrary } from "../library/open-c-library.ts";

const SYMBOLS = { posix_spawn_file_actions_addchdir_np: { args: ["ptr", "ptr"], returns: "i32" } } as const;

type AddFolder = (actions: Uint8Array, folder: Uint8Array) => number;

/** Null if the C library lacks it. */
let known: AddFolder | null | undefined;

/**
 * What adds a child's working folder, a path with a NUL behind it, to the actions of posix_spawn. Undefined with a C library that cannot
 * do that, such as glibc before 2.29.
 */
export function openFolderAction(): AddFolder | undefined {
  known ??= openCLibrary(SYMBOLS)?.symbols.posix_spawn_file_actions_addchdir_np ?? null;
  return known ?? undefined;
}
