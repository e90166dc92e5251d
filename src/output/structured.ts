/** The forms in which a command prints data. */
export const OUTPUT_FORMATS = ["table", "json", "yaml"] as const;

export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** What neither JSON nor YAML escapes by itself, and what yet steers a terminal: C1 controls, and overrides of the direction. */
const STEERING = /[\u007F-\u009F\u2028-\u202E\u2066-\u2069]/g;

/** A value as JSON or YAML text that ends with a newline. Nothing in it steers a terminal. */
export async function renderStructured(format: "json" | "yaml", value: unknown): Promise<string> {
  if (format === "json") return `${escapeSteering(JSON.stringify(value, undefined, 2))}\n`;
  const { stringify } = await import("yaml");
  // A reader of YAML 1.1 must not take a plugin named "n" for false.
  const options = { lineWidth: 0, compat: "yaml-1.1" } as const;
  const text = stringify(value, options);
  if (escapeSteering(text) === text) return text;
  // Only a text in double quotes can have escapes.
  return escapeSteering(stringify(value, { ...options, defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" }));
}

function escapeSteering(text: string): string {
  return text.replace(STEERING, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
