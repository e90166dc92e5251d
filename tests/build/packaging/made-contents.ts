import { requireTarget } from "../../../build/compile.ts";
import { completions } from "../../../build/companions/completions.ts";
import type { Companion } from "../../../build/companions/companion.ts";
import type { PackageContents } from "../../../build/packaging/package-contents.ts";

/** Answers a shell that asks for words, as luff does. */
const PROGRAM = "#!/bin/sh\nprintf 'version\\tfrom the package\\n:4\\n'\n";

/** A page of the system's manual. */
export const PAGE: Companion = {
  kind: "page",
  page: { name: "luff-lua", section: 7 },
  text: '.TH "LUFF\\-LUA" "7" 2026-01-02\n.SH NAME\nluff\\-lua \\- made up\n',
};

/** The contents of a package whose program is a shell script. */
export function madeContents(target: string): PackageContents {
  return {
    target: requireTarget(target),
    version: "1.2.3-rc.1",
    executable: new TextEncoder().encode(PROGRAM),
    notices: "what others did",
    companions: [...completions(), PAGE],
    time: new Date("2026-01-02T03:04:05Z"),
  };
}
