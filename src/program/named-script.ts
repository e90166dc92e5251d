import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { isDeviceName } from "../platform/windows-names.ts";
import type { Interpreter } from "./interpreters.ts";
import { isFile } from "./search-path.ts";

/** Behind such an option the next argument is code, or the name of a module: -c, -ec, -e, -m, -Command. */
const CODE = /^-(?:\w*c|e|m|-?eval|-?command|encodedcommand)$/i;
/** In a shell, -e is no such option. */
const CODE_OF_SHELL = /^-\w*c/;

type ScriptHost = Pick<Host, "os" | "files" | "environment">;

/**
 * The file among an interpreter's arguments that it runs; undefined if they name none, or if they contain code. A file that is not
 * there is named only if its place leaves no doubt: it is the first argument without a dash, directly behind no flag, and the
 * interpreter takes scripts there. What has a device's name is not looked at.
 */
export function namedScript(host: ScriptHost, args: readonly string[], interpreter?: Interpreter): string | undefined {
  const takesFirst = interpreter !== undefined && takesScriptFirst(interpreter);
  const code = interpreter?.runner.kind === "shell" ? CODE_OF_SHELL : CODE;
  for (const [index, argument] of args.entries()) {
    if (code.test(argument)) return undefined;
    const path = argument.replace(/^"(.*)"$/, "$1");
    if (isOnShare(path)) return path;
    if (path === "" || path.startsWith("-")) continue;
    const isFirst = takesFirst && args[index - 1]?.startsWith("-") !== true;
    if (isFirst || isDevicePath(host, path) || isFile(host, path)) return path;
  }
  return undefined;
}

/** Whether a path is on another computer, which a look at it would ask. */
export function isOnShare(path: string): boolean {
  return /^[\\/]{2}[^\\/]/.test(path);
}

/** Whether an interpreter's first argument that is not an option is always its script; that of awk and sed is code. */
function takesScriptFirst({ endings, runner }: Interpreter): boolean {
  return endings.length > 0 && runner.kind !== "luff";
}

function isDevicePath({ os }: ScriptHost, path: string): boolean {
  const { base, hasSeparator } = pathStyle(os);
  return os === "windows" && hasSeparator(path) && isDeviceName(base(path));
}
