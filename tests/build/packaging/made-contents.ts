import { requireTarget } from "../../../build/compile.ts";
import { completions } from "../../../build/companions/completions.ts";
import type { PackageContents } from "../../../build/packaging/package-contents.ts";

/** Answers a shell that asks for words, as luff does. */
const PROGRAM = "#!/bin/sh\nprintf 'version\\tfrom the package\\n:4\\n'\n";

/** The contents of a package whose program is a shell script. */
export function madeContents(target: string): PackageContents {
  return {
    target: requireTarget(target),
    version: "1.2.3-rc.1",
    executable: new TextEncoder().encode(PROGRAM),
    notices: "what others did",
    companions: completions(),
    time: new Date("2026-01-02T03:04:05Z"),
  };
}
