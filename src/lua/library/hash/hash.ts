import type { RunningDigest } from "../../../host/digests.ts";
import { bytesOf } from "../text-of.ts";
import { errorName } from "../error-names.ts";
import type { LibraryModule } from "../library-function.ts";
import source from "./hash.lua" with { type: "text" };

/** The digest of a file that is being read; a script reads one file at a time. */
let running: RunningDigest | undefined;

/** helm.hash: SHA-256 of texts and files. */
export const hash: LibraryModule = {
  source,
  functions: {
    sha256: ({ host }, text) => host.digests.sha256(bytesOf(text)),
    begin({ host }) {
      running = host.digests.begin();
      return undefined;
    },
    add(_, bytes) {
      running?.add(bytesOf(bytes));
      return undefined;
    },
    finish: () => running?.end(),
    error_name: ({ host }, number) => errorName(host.os, Number(number)),
  },
};
