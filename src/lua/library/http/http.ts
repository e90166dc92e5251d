import { timeFunctions } from "../time-functions.ts";
import { errorName } from "../error-names.ts";
import type { LibraryCall, LibraryModule, LuaValue } from "../library-function.ts";
import { randomName } from "../random-name.ts";
import { temporaryFunctions } from "../temporary-functions.ts";
import { bytesOf } from "../text-of.ts";
import attempts from "./attempts.lua" with { type: "text" };
import body from "./body.lua" with { type: "text" };
import checks from "./checks.lua" with { type: "text" };
import download from "./download.lua" with { type: "text" };
import source from "./http.lua" with { type: "text" };
import { transferFunctions } from "./transfer-functions.ts";

/** helm.http: requests over http and https. */
export const http: LibraryModule = {
  source,
  library: "zlib",
  parts: { attempts, body, checks, download },
  functions: {
    ...temporaryFunctions,
    ...transferFunctions,
    ...timeFunctions,
    random: randomName,
    is_folder: isFolder,
    error_name: ({ host }, number) => errorName(host.os, Number(number)),
  },
};

/** Whether a path leads to a folder. */
function isFolder({ machine }: LibraryCall, path: LuaValue): boolean {
  const status = machine.system.entries.status(bytesOf(path), true);
  return typeof status !== "number" && status.kind === "directory";
}
