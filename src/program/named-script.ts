import type { Host } from "../host/host.ts";
import { isFile } from "./search-path.ts";

/** Behind such an option the next argument is code, or the name of a module: -c, -ec, -e, -m, -Command. */
const CODE = /^-(?:\w*c|e|m|-?eval|-?command|encodedcommand)$/i;

/** The file among an interpreter's arguments that it runs; undefined if they name none, or if they contain code. */
export function namedScript(
  host: Pick<Host, "os" | "files" | "environment">,
  args: readonly string[],
): string | undefined {
  for (const argument of args) {
    if (CODE.test(argument)) return undefined;
    const path = argument.replace(/^"(.*)"$/, "$1");
    // A look at a share would ask another computer.
    if (/^[\\/]{2}[^\\/]/.test(path)) return path;
    if (path !== "" && !path.startsWith("-") && isFile(host, path)) return path;
  }
  return undefined;
}
