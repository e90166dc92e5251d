import { latin1, toBytes } from "./bytes.ts";
import type { Machine } from "./machine.ts";

const REQUIRED = /^\s*require\s*\(?\s*["'](helm(?:\.\w+)?)["']\s*\)?\s*(\.\w+)?\s*$/;
const LOCAL = /^[ \t]*local\s+(\w+(?:\s*,\s*\w+)*)\s*=\s*(.*?)[;\s]*$/gm;
/** A variable anywhere in a line, as in code on the command line. */
const REQUIRING = /(?<!,\s*)\b(\w+)\s*=\s*(require\s*\(?\s*["']helm(?:\.\w+)?["']\s*\)?(?:\.\w+)?)/g;

/**
 * The text in which an error is, by the name that its message has: the script, or a text of the command line, to which what a session had before is
 * added. A character a byte. Undefined for another file.
 */
export function textOfMessage(
  { script, commandLineTexts }: Pick<Machine, "script" | "commandLineTexts">,
  name: string,
): string | undefined {
  return name === latin1(toBytes(script.path)) ? latin1(script.source) : commandLineTexts.get(name);
}

/** The variables of a script that are modules of the library, or `helm` itself. */
export function variablesOf(text: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const [, names = "", values = ""] of text.matchAll(LOCAL)) {
    for (const [index, value] of values.split(",").entries()) {
      const module = moduleOf(value, variables);
      const variable = names.split(",")[index]?.trim();
      if (module !== undefined && variable !== undefined) variables.set(variable, module);
    }
  }
  for (const [, variable = "", value = ""] of text.matchAll(REQUIRING)) {
    const module = moduleOf(value, variables);
    if (module !== undefined) variables.set(variable, module);
  }
  return variables;
}

/** The module that an expression is, if it is one. */
export function moduleOf(expression: string, variables: ReadonlyMap<string, string>): string | undefined {
  const [, required, member = ""] = REQUIRED.exec(expression) ?? [];
  if (required !== undefined) return `${required}${member}`;
  const [variable = "", ...more] = expression.trim().split(".");
  const module = variables.get(variable);
  return module === undefined ? undefined : [module, ...more].join(".");
}
