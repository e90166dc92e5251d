import { escapeCharacter, replaceSteering } from "../text/steering.ts";

/** The formats in which a command prints data. */
export const OUTPUT_FORMATS = ["table", "json", "yaml"] as const;

export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** A value as JSON or YAML text that ends with a newline. Nothing in it controls a terminal. */
export async function renderStructured(format: "json" | "yaml", value: unknown): Promise<string> {
  if (format === "json") return `${replaceSteering(JSON.stringify(value, undefined, 2), escapeCharacter)}\n`;
  const { stringify } = await import("yaml");
  // Otherwise a YAML 1.1 parser reads a plugin named "n" as false.
  const options = { lineWidth: 0, compat: "yaml-1.1" } as const;
  const text = stringify(value, options);
  if (replaceSteering(text, () => "") === text) return text;
  // Only double-quoted text can contain escapes.
  const quoted = stringify(value, { ...options, defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" });
  return replaceSteering(quoted, escapeYaml);
}

/** YAML has no pairs of surrogates: a character beyond U+FFFF has eight digits. */
function escapeYaml(character: string): string {
  if (character.length === 1) return escapeCharacter(character);
  return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`;
}
