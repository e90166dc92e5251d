import type { ErrorCode } from "../errors/error-codes.ts";
import { PATH_VARIABLES } from "../helm/plugin-variables.ts";
import type { ChildProcesses } from "../host/child-processes.ts";
import type { Host } from "../host/host.ts";
import type { LuaSystem } from "../host/lua-system.ts";
import { mergeVariables } from "../host/merge-variables.ts";
import { LONGEST_LINE } from "../program/batch-file.ts";
import { interpretLine } from "../program/interpret-line.ts";
import { slashedVariables } from "../program/shell-start.ts";
import { terminalLine } from "../text/terminal-line.ts";

export interface ChildrenNotes {
  /** The prefix of messages: "" or `plugin "total": `. */
  readonly asker: string;
  /** Called with a sentence that says what is started; undefined if nobody wants to know. */
  readonly note: ((text: string) => void) | undefined;
}

interface Started {
  readonly command: Uint8Array;
  readonly environment: Readonly<Record<string, string>>;
}

/** Why a command is not started, and the line for cmd in its place. */
interface Refusal {
  readonly reason: string;
  readonly hint: string;
  readonly code: ErrorCode;
  readonly instead: string;
}

/** The line for cmd if nothing can run a script: the child ends as a shell does that does not find a command. */
const NOT_FOUND = "exit 127";
/** The line in the place of one that is too long, with the status that cmd has for it. */
const TOO_LONG = "exit 1";

/**
 * The children of a Lua script on Windows. If a command in their line is a script, its interpreter is put before it. If
 * there is no interpreter, a message on stderr says so, and the child's status is 127. If the line is too long for cmd, it is 1.
 */
export function interpretedChildren(
  host: Pick<Host, "os" | "files" | "environment" | "terminal">,
  { children }: Pick<LuaSystem, "children">,
  notes: ChildrenNotes,
): ChildProcesses {
  const prepare = (command: Uint8Array, environment: Started["environment"]): Started => {
    const text = new TextDecoder().decode(command);
    const line = interpretLine(host, text, lookupIn(environment));
    const refuse = ({ reason, hint, code, instead }: Refusal): Started => {
      const words = [`Error: ${notes.asker}${reason} [${code}]`, `Hint: ${hint}`];
      host.terminal.write("stderr", words.map((each) => `${terminalLine(each)}\n`).join(""));
      return { command: new TextEncoder().encode(instead), environment };
    };
    if (line.kind === "none") {
      return refuse({ reason: line.reason, hint: line.hint, code: "interpreter-not-found", instead: NOT_FOUND });
    }
    const { length } = line.kind === "changed" ? line.line : text;
    if (length > LONGEST_LINE) {
      const reason = `cannot start a command: its line has ${length} characters, and cmd takes at most ${LONGEST_LINE}`;
      const hint = "Pass long values in a file or a variable, or through the input of io.popen.";
      return refuse({ reason, hint, code: "start-failed", instead: TOO_LONG });
    }
    if (line.kind === "unchanged") return { command, environment };
    for (const note of line.notes) notes.note?.(`${notes.asker}${note}`);
    const own = line.isShell ? slashedVariables(environment, PATH_VARIABLES) : environment;
    return { command: new TextEncoder().encode(line.line), environment: mergeVariables(own, line.variables, true) };
  };
  return {
    available: () => children.available(),
    execute(given, variables, wishes) {
      const { command, environment } = prepare(given, variables);
      return children.execute(command, environment, wishes);
    },
    open(given, direction, variables, wishes) {
      const { command, environment } = prepare(given, variables);
      return children.open(command, direction, environment, wishes);
    },
  };
}

/** Names on Windows ignore case. */
function lookupIn(environment: Started["environment"]): (name: string) => string | undefined {
  return (name) => Object.entries(environment).find(([each]) => each.toUpperCase() === name.toUpperCase())?.[1];
}
