import { parse } from "yaml";

/** A command of a plugin in its completion.yaml. */
export interface CompletionCommand {
  readonly name: string;
  /** What can be its first argument; undefined if the file does not say. */
  readonly validArgs?: readonly string[];
  /** Flags without their hyphens; one character is a short flag. */
  readonly flags: readonly string[];
  /** Its own commands; undefined if the file does not name any list of them. */
  readonly commands?: readonly CompletionCommand[];
}

/** Deeper commands are left out. */
const MAX_DEPTH = 16;

/**
 * Reads the text of a plugin's completion.yaml. Returns undefined for a text that is not a map in YAML: as in Helm, such a file counts as
 * absent. A command without a name is left out.
 */
export function parseCompletion(text: string): CompletionCommand | undefined {
  let value: unknown;
  try {
    value = parse(text, { schema: "failsafe", uniqueKeys: false, logLevel: "error" });
  } catch {
    return undefined;
  }
  return isMap(value) ? readCommand(value, 0) : undefined;
}

function readCommand(value: Readonly<Record<string, unknown>>, depth: number): CompletionCommand {
  const { name, validArgs, commands } = value;
  const nested = Array.isArray(commands) && depth < MAX_DEPTH ? commands : undefined;
  const members = nested?.filter(isMap).map((each) => readCommand(each, depth + 1));
  return {
    name: typeof name === "string" ? name : "",
    ...(Array.isArray(validArgs) && { validArgs: strings(validArgs) }),
    flags: strings(value["flags"]),
    ...(members !== undefined && { commands: members.filter((each) => each.name !== "") }),
  };
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
