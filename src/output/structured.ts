/** The forms in which a command prints data. */
export const OUTPUT_FORMATS = ["table", "json", "yaml"] as const;

export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** A value as JSON or YAML text that ends with a newline. */
export async function renderStructured(format: "json" | "yaml", value: unknown): Promise<string> {
  if (format === "json") return `${JSON.stringify(value, undefined, 2)}\n`;
  const { stringify } = await import("yaml");
  // A reader of YAML 1.1 must not take a plugin named "n" for false.
  return stringify(value, { lineWidth: 0, compat: "yaml-1.1" });
}
