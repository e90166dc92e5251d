import { timeFunctions } from "../time-functions.ts";
import { errorName } from "../error-names.ts";
import type { LibraryModule } from "../library-function.ts";
import { randomName } from "../random-name.ts";
import { temporaryFunctions } from "../temporary-functions.ts";
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
    error_name: ({ host }, number) => errorName(host.os, Number(number)),
  },
};
