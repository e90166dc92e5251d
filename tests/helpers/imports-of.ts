/** One import or re-export of a TypeScript file. */
export interface Import {
  /** As written: "./a.ts", "yaml". */
  readonly specifier: string;
  /** Whether it disappears at run time. */
  readonly typeOnly: boolean;
}

const transpiler = new Bun.Transpiler({ loader: "ts" });
const STATEMENT = /^\s*(?:import|export)\b(?:[^"'`;]*?\bfrom)?\s*["']([^"']+)["']/gm;
const CALL = /\bimport\(\s*["']([^"']+)["']/g;

/**
 * All imports of a file. Bun's own scan finds those that remain at run time; type imports are found in the text.
 */
export async function importsOf(file: string): Promise<Import[]> {
  return importsIn(await Bun.file(file).text());
}

/** The same for a source text. */
export function importsIn(source: string): Import[] {
  const values = new Set(transpiler.scanImports(source).map((one) => one.path));
  const all = new Set([...values, ...matches(source, STATEMENT), ...matches(source, CALL)]);
  return [...all].map((specifier) => ({ specifier, typeOnly: !values.has(specifier) }));
}

function matches(source: string, pattern: RegExp): string[] {
  return [...source.matchAll(pattern)].map((match) => match[1] ?? "");
}
