import { AppError } from "../../errors/app-error.ts";
import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { readRegular } from "../../host/read-regular.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { mergeSettings, type MergedSettings } from "./merge-settings.ts";

/** The types of a module, in the comments of the Lua language server. */
export interface Definition {
  /** What `require` takes. */
  readonly module: string;
  readonly text: string;
}

/** Where the types are, below the folder of the scripts. */
const TYPES_FOLDER = [".luff", "types"] as const;
const SETTINGS_FILE = ".luarc.json";

/** What specs call, which `luff plugin test` runs. */
const SPEC_GLOBALS = [
  ...["describe", "context", "insulate", "expose", "it", "spec", "test", "pending", "finally"],
  ...["before_each", "after_each", "setup", "teardown"],
  ...["lazy_setup", "lazy_teardown", "strict_setup", "strict_teardown"],
  ...["spy", "stub", "mock", "match"],
];

/** What an editor needs to know beside the types. */
const SETTINGS = {
  "runtime.version": "Lua 5.4",
  "runtime.path": [
    "?.lua",
    "?/init.lua",
    "lua/?.lua",
    "lua/?/init.lua",
    "lua_modules/share/lua/5.4/?.lua",
    "lua_modules/share/lua/5.4/?/init.lua",
  ],
  "workspace.library": [TYPES_FOLDER.join("/")],
  "workspace.checkThirdParty": false,
  "diagnostics.globals": ["main", ...SPEC_GLOBALS],
} as const;

/** A file of types. */
interface TypesFile {
  readonly path: string;
  readonly text: string;
}

export interface TypesPlan {
  /** Where the types are. */
  readonly typesFolder: string;
  readonly files: readonly TypesFile[];
  readonly settingsPath: string;
  readonly settings: MergedSettings;
}

type FilesHost = Pick<Host, "os" | "files" | "disk">;

/**
 * Plans the types of modules for an editor, and its settings, in a folder of scripts. Throws AppError "not-a-plugin-folder" if there is no
 * such folder, and "file-failed" if the settings that are there cannot be read, or a link would lead what is written out of the folder.
 */
export function planTypes(host: FilesHost, folder: string, definitions: readonly Definition[]): TypesPlan {
  const { join, directory } = pathStyle(host.os);
  requireFolder(host, folder);
  const typesFolder = join(folder, ...TYPES_FOLDER);
  const settingsPath = join(folder, SETTINGS_FILE);
  const files = definitions.map(({ module, text }) => ({ path: join(typesFolder, ...pathOf(module)), text }));
  const folders = new Set([directory(typesFolder), ...files.map(({ path }) => directory(path))]);
  for (const path of [...folders, settingsPath]) requireInside(host, folder, path);
  return {
    typesFolder,
    files,
    settingsPath,
    settings: mergeSettings(readSettings(host, settingsPath), SETTINGS),
  };
}

/** Carries out a plan. What is in the folder of the types under other names stays. Throws AppError "file-failed". */
export function writeTypes({ files }: FilesHost, plan: TypesPlan): void {
  const { settings, settingsPath } = plan;
  for (const { path, text } of plan.files) attempt("write", path, () => files.writeAtomically(path, text));
  if (settings.text === undefined) return;
  const { text } = settings;
  // A link stays a link.
  attempt("write", settingsPath, () => {
    const path = files.stat(settingsPath) === undefined ? settingsPath : files.realPath(settingsPath);
    files.writeAtomically(path, text);
  });
}

/** `require` finds the file also by its path: helm.fs in helm/fs.lua. */
function pathOf(module: string): readonly string[] {
  return `${module}.lua`.split(/\.(?!lua$)/);
}

function requireFolder({ files }: FilesHost, folder: string): void {
  const stat = attempt("read", folder, () => files.stat(folder));
  if (stat?.kind === "directory") return;
  throw new AppError("not-a-plugin-folder", `there is no folder ${folder}`, {
    hint: "Name the folder of a plugin, or of Lua scripts.",
  });
}

/** A folder that somebody else has made must not decide which files of the user are written. */
function requireInside({ os, files, disk }: FilesHost, folder: string, path: string): void {
  const isOutside = attempt("read", path, () => {
    if (disk.entry(path)?.kind !== "link" || files.stat(path) === undefined) return false;
    const [root, real] = [`${files.realPath(folder)}${pathStyle(os).separator}`, files.realPath(path)];
    return os === "windows" ? !real.toUpperCase().startsWith(root.toUpperCase()) : !real.startsWith(root);
  });
  if (!isOutside) return;
  throw new AppError("file-failed", `cannot write ${path}: it is a link that leads out of the folder`, {
    hint: "Remove the link.",
  });
}

function readSettings({ files }: FilesHost, path: string): string | undefined {
  return attempt("read", path, () =>
    files.stat(path) === undefined ? undefined : new TextDecoder().decode(readRegular(files, path)),
  );
}

function attempt<T>(action: "read" | "write", path: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new AppError("file-failed", `cannot ${action} ${path}: ${error.detail}`, {
      hint: "Name a folder that you may write to.",
      cause: error,
    });
  }
}
