/** The formats in which a command prints data. */
export const OUTPUT_FORMATS = ["table", "json", "yaml"] as const;

export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** Characters that JSON and YAML do not escape but that control a terminal: C1 controls and direction overrides. */
const STEERING = /[\u007F-\u009F\u2028-\u202E\u2066-\u2069]/g;

/** A value as JSON or YAML text that ends with a newline. Nothing in it controls a terminal. */
export async function renderStructured(format: "json" | "yaml", value: unknown): Promise<string> {
  if (format === "json") return `${escapeSteering(JSON.stringify(value, undefined, 2))}\n`;
  const { stringify } = await import("yaml");
  // Otherwise a YAML 1.1 parser reads a plugin named "n" as false.
  const options = { lineWidth: 0, compat: "yaml-1.1" } as const;
  const text = stringify(value, options);
  if (escapeSteering(text) === text) return text;
  // Only double-quoted text can contain escapes.
  return escapeSteering(stringify(value, { ...options, defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" }));
}

function escapeSteering(text: string): string {
  return text.replace(STEERING, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
