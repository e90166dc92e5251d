import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { isDeviceName } from "../platform/windows-names.ts";
import type { Interpreter } from "./interpreters.ts";
import { isFile } from "./search-path.ts";

/** Behind such an option the next argument is code, or the name of a module: -c, -ec, -e, -m, -Command. */
const CODE = /^-(?:\w*c|e|m|-?eval|-?command|encodedcommand)$/i;
/** In a shell, -e is no such option. */
const CODE_OF_SHELL = /^-\w*c/;
/** These also take it behind -ne, -lane or -0777pe, and Node.js behind -p. */
const CODE_OF_EACH_LINE: ReadonlySet<string> = new Set(["Perl", "Ruby", "Node.js"]);
const LINE_CODE = /^-(?:[\w.]*e|p)$/i;

type ScriptHost = Pick<Host, "os" | "files" | "environment">;

/**
 * The file among an interpreter's arguments that it runs; undefined if they name none, or if they contain code. A file that is not
 * there is named only if its place leaves no doubt: it is the first argument without a dash, directly behind no flag, and the
 * interpreter takes scripts there; in PowerShell also code can stand there, so that it must look like a path. What has a device's name is not looked at.
 */
export function namedScript(host: ScriptHost, args: readonly string[], interpreter?: Interpreter): string | undefined {
  let isFirst = interpreter !== undefined && takesScriptFirst(interpreter);
  for (const [index, argument] of args.entries()) {
    if (isCodeFlag(argument, interpreter)) return undefined;
    const path = argument.replace(/^"(.*)"$/, "$1");
    if (isOnShare(path)) return path;
    if (path === "" || path.startsWith("-")) continue;
    const isThere = isDevicePath(host, path) || isFile(host, path);
    const isNamed = isFirst && args[index - 1]?.startsWith("-") !== true;
    if (isNamed && !isThere && interpreter?.name === "PowerShell" && !/[\\/]|\.ps1$/i.test(path)) return undefined;
    if (isNamed || isThere) return path;
    isFirst = false;
  }
  return undefined;
}

/** Whether code follows a flag. */
function isCodeFlag(flag: string, interpreter: Interpreter | undefined): boolean {
  if (interpreter?.runner.kind === "shell") return CODE_OF_SHELL.test(flag);
  return CODE.test(flag) || (CODE_OF_EACH_LINE.has(interpreter?.name ?? "") && LINE_CODE.test(flag));
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
