import { AppError } from "../errors/app-error.ts";
import { lowerKeys } from "../extism/lower-keys.ts";
import { utf8Text } from "../text/utf8-text.ts";

/** What a module answers with, by names in small letters. */
export type ModuleFields = Readonly<Record<string, unknown>>;

/**
 * What a plugin's module answers with: an object in JSON, as in Helm. `null` has nothing in it, nor has an answer without any text, which
 * Helm refuses. Throws AppError "answer-invalid".
 */
export function parseAnswer(name: string, output: Uint8Array): ModuleFields {
  const text = utf8Text(output);
  if (/^[\t\n\r ]*$/.test(text)) return {};
  const value = parseJson(name, text);
  const fields = value === null ? {} : lowerKeys(value);
  if (fields !== undefined) return fields;
  const kind = Array.isArray(value) ? "array" : typeof value;
  throw answerError(name, `the answer of its module is JSON with ${ARTICLES[kind]}, expected an object`);
}

const ARTICLES: Readonly<Record<string, string>> = {
  array: "an array",
  boolean: "a boolean",
  number: "a number",
  string: "a text",
};

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw answerError(name, "the answer of its module is not JSON");
  }
}

/** The error for an answer that is not what the plugin's type asks for: a text that follows the plugin's name. */
export function answerError(name: string, text: string): AppError {
  return new AppError("answer-invalid", `plugin "${name}": ${text}`, {
    hint: 'A command answers with {}, a getter with {"data": BASE64}, a post-renderer with {"manifests": TEXT}.',
  });
}
