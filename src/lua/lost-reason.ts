import { moduleOf, textOfMessage, variablesOf } from "./library-variables.ts";
import type { Machine } from "./machine.ts";

/** Lua's messages where a script goes on with nil: the place, and the variable that is nil, if Lua knows it. */
const USE_OF_NIL =
  /^([^\n]*?):(\d+): (?:attempt to \w+(?: \w+)*? a nil value(?: \((?:local|global|upvalue) '(\w+)'\)| \(for iterator [^\n]*\)|(?=\n|$))|bad argument #\d+ to '(\w+)' \([^\n]* expected, got nil\))/;
const WRONG_ARGUMENT = /^([^\n]*?):(\d+): bad argument #\d+ to '(\w+)'/;
const CALL = /((?:require\s*\(?\s*["'][\w.]+["']\s*\)?|\w+)(?:\.\w+)*)\s*\.\s*(\w+)\s*(?=[({"'])/g;

/** What is known of the machine whose script has failed. */
type Known = Pick<Machine, "script" | "commandLineTexts">;

/** The functions that return nil and a message, by their modules. */
export const FALLIBLE: Readonly<Record<string, string>> = {
  "helm.archive": "list read extract create",
  "helm.encoding": "gunzip",
  "helm.fs": "read write lines stat list walk mkdir remove copy move chmod symlink readlink touch tmpdir tmpfile",
  "helm.hash": "file verify",
  "helm.helm": "run json template",
  "helm.http": "get request download",
  "helm.install": "release",
  "helm.json": "decode",
  "helm.kube": "run json release",
  "helm.path": "abs rel expand",
  "helm.platform": "home user hostname",
  "helm.plugin": "data_dir cache_dir",
  "helm.process": "run spawn pipe which exec",
  "helm.prompt": "confirm input password",
  "helm.regex": "new",
  "helm.semver": "parse",
  "helm.template": "render",
  "helm.test": "dir file",
  "helm.yaml": "decode decode_all",
};

/**
 * What to do about an error where a script went on with the nil of a function of the library, whose message is lost, or called one of
 * its functions with a colon. A sentence; undefined if the message says something else, or no such call is there.
 */
export function adviceOnLostReason(machine: Known, message: string): string | undefined {
  return adviceOnColon(machine, message) ?? adviceOnNil(machine, message);
}

function adviceOnNil(machine: Known, message: string): string | undefined {
  const [, path = "", number, variable, refusing] = USE_OF_NIL.exec(message) ?? [];
  const text = number === undefined ? undefined : textOfMessage(machine, path);
  if (text === undefined) return undefined;
  const lines = text.split("\n").slice(0, Number(number));
  const variables = variablesOf(text);
  const call =
    variable === undefined
      ? lastFallible(lines.at(-1) ?? "", variables, refusing)
      : valueOfVariable(lines, variable, variables);
  if (call === undefined) return undefined;
  return `if ${call} fails, it returns nil and says why in its second result: write \`assert(${call}(...))\`.`;
}

/**
 * The last call, in a line, of a function of the library that may return nil; of several in one another the inner one. Not the
 * function that refused an argument.
 */
function lastFallible(
  line: string,
  variables: ReadonlyMap<string, string>,
  refusing: string | undefined,
): string | undefined {
  return [...line.matchAll(CALL)].findLast(({ 1: owner = "", 2: name = "", index }) => {
    const isChecked = line.slice(0, index).trimEnd().endsWith("assert(");
    return !isChecked && name !== refusing && isFallible(moduleOf(owner, variables), name);
  })?.[0];
}

function isFallible(module: string | undefined, name: string): boolean {
  return module !== undefined && FALLIBLE[module]?.split(" ").includes(name) === true;
}

/** The function whose result was last assigned to a variable above the last line, if it is one that may return nil. */
function valueOfVariable(
  lines: readonly string[],
  variable: string,
  variables: ReadonlyMap<string, string>,
): string | undefined {
  const assignment = new RegExp(String.raw`(?:^|[\s;])${variable}\s*(?:,[\s\w,]*)?=(?!=)\s*(.*)$`);
  const value = lines.findLast((line) => assignment.test(line));
  const [, expression = ""] = assignment.exec(value ?? "") ?? [];
  const [first] = expression.matchAll(CALL);
  const [call = "", owner = "", name = ""] = first ?? [];
  return first?.index === 0 && isFallible(moduleOf(owner, variables), name) ? call : undefined;
}

function adviceOnColon(machine: Known, message: string): string | undefined {
  const [, path = "", number, name = ""] = WRONG_ARGUMENT.exec(message) ?? [];
  const text = number === undefined ? undefined : textOfMessage(machine, path);
  const line = text?.split("\n")[Number(number) - 1] ?? "";
  const [, owner = ""] = new RegExp(String.raw`([\w.]+)\s*:\s*${name}\b`).exec(line) ?? [];
  if (text === undefined || owner === "" || moduleOf(owner, variablesOf(text)) === undefined) return undefined;
  return `the functions of a module are called with a dot: write \`${owner}.${name}(...)\`.`;
}
