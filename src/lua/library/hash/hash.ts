import type { RunningDigest } from "../../../host/digests.ts";
import { bytesOf } from "../text-of.ts";
import { errorName } from "../error-names.ts";
import type { LibraryModule } from "../library-function.ts";
import source from "./hash.lua" with { type: "text" };

/** The digest of a file that is being read; a script reads one file at a time. */
let running: RunningDigest | undefined;

/** helm.hash: digests of texts and files. SHA-256 is the host's; the others are C in the machine. */
export const hash: LibraryModule = {
  source,
  library: "helm.hash",
  facts: () => ({ names: { md5: "MD5", sha1: "SHA-1", sha256: "SHA-256", sha512: "SHA-512" } }),
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
