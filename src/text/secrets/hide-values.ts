import { isLoginName, isSecretName } from "./secret-name.ts";
import { HIDDEN } from "./secret-shapes.ts";
import { secretsOfWords } from "./show-words.ts";

/** Shorter values are too common to be looked for in other texts. */
const SHORTEST = 4;
/** Values that say nothing, although a variable's name sounds like a secret. */
const PLAIN_VALUES = new Set(["true", "false", "none", "null", "default"]);
/** The password of an address, whatever the name of its variable. */
const PASSWORD = /:\/\/[^\s/:@]*:([^\s@/]+)@/g;

type Variables = Readonly<Record<string, string>>;

/**
 * Makes a function that replaces in any text the secrets of variables and of a command line: a command may have expanded one into a word. A secret is
 * known by the name of its variable, its flag or its setting.
 */
export function valueHider(
  environments: readonly Variables[],
  words: readonly string[] = [],
): (text: string) => string {
  const secrets = [...environments.flatMap(secretsOfVariables), ...secretsOfWords(words)].filter(isFindable);
  const distinct = [...new Set(secrets.flatMap(formsOf))].toSorted((a, b) => b.length - a.length);
  return (text) => distinct.reduce((shown, value) => shown.replaceAll(value, () => HIDDEN), text);
}

function secretsOfVariables(variables: Variables): readonly string[] {
  return Object.entries(variables).flatMap(([name, value]) =>
    isSecretName(name) ? [value] : [...value.matchAll(PASSWORD)].map(([, password = ""]) => password),
  );
}

/** How a text may have a secret: as it is, between quotation marks, in JSON, in an address. */
function formsOf(secret: string): readonly string[] {
  const forms = [secret, secret.replaceAll('"', '\\"'), JSON.stringify(secret).slice(1, -1)];
  return secret.isWellFormed() ? [...forms, encodeURIComponent(secret)] : forms;
}

function isFindable(value: string): boolean {
  return value.length >= SHORTEST && !PLAIN_VALUES.has(value.toLowerCase()) && value !== HIDDEN;
}

/** A variable as `NAME=value`, without the value if it is or has a secret. */
export function showVariable(name: string, value: string): string {
  const isSecret = value !== "" && !PLAIN_VALUES.has(value.toLowerCase()) && isSecretName(name);
  return `${name}=${isSecret || isLoginName(name) ? HIDDEN : value}`;
}
