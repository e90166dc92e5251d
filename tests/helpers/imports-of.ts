import { type Expression, parseSync, Visitor } from "oxc-parser";

/** One import or re-export of a TypeScript file. */
export interface Import {
  /** As written: "./a.ts", "yaml". In place of a specifier that only a run can tell, the source text of the import. */
  readonly specifier: string;
  /** Whether it disappears at run time. */
  readonly typeOnly: boolean;
  /** Whether it is loaded only when the code reaches an `import()` or a `require()`. */
  readonly onDemand?: true;
  /** Nobody can read from the source what is imported. */
  readonly isHidden?: true;
}

/** All imports of a file, those on demand too. */
export async function importsOf(file: string): Promise<Import[]> {
  return importsIn(await Bun.file(file).text());
}

/** The same for a source text. Throws if it is not TypeScript. */
export function importsIn(source: string): Import[] {
  const { program, errors } = parseSync("source.ts", source);
  if (errors.length > 0) throw new Error(errors[0]?.message);
  const found: Import[] = [];
  const named = (specifier: string, typeOnly: boolean): unknown => found.push({ specifier, typeOnly });
  const called = (node: Expression, argument: unknown): void => {
    const specifier = textOf(argument);
    if (specifier === undefined) found.push(hidden(source, node));
    else found.push({ specifier, typeOnly: false, onDemand: true });
  };
  new Visitor({
    ImportDeclaration: ({ source: { value }, importKind, specifiers }) =>
      named(value, importKind === "type" || areTypes(specifiers.map((one) => (one as Kinds).importKind))),
    ExportNamedDeclaration({ source: from, exportKind, specifiers }) {
      const kinds = specifiers.map((one) => (one as Kinds).exportKind);
      if (from !== null) named(from.value, exportKind === "type" || areTypes(kinds));
    },
    ExportAllDeclaration: ({ source: { value }, exportKind }) => named(value, exportKind === "type"),
    ImportExpression: (node) => called(node, node.source),
    TSImportType: ({ source: { value } }) => named(value, true),
    CallExpression(node) {
      if (isRequire(node.callee)) called(node, node.arguments[0]);
    },
    MemberExpression(node) {
      // Called or not: whoever has this function can load anything.
      const text = source.slice(node.start, node.end).replaceAll(/\s/g, "");
      if (text === "import.meta.require") found.push(hidden(source, node));
    },
    VariableDeclarator({ init }) {
      if (init !== null && isRequire(init)) found.push(hidden(source, init));
    },
  }).visit(program);
  return merged(found);
}

interface Kinds {
  readonly importKind?: string;
  readonly exportKind?: string;
}

function areTypes(kinds: readonly (string | undefined)[]): boolean {
  return kinds.length > 0 && kinds.every((kind) => kind === "type");
}

function isRequire(node: Expression): boolean {
  return node.type === "Identifier" && node.name === "require";
}

function textOf(node: unknown): string | undefined {
  const { type, value } = (node ?? {}) as { readonly type?: string; readonly value?: unknown };
  return type === "Literal" && typeof value === "string" ? value : undefined;
}

function hidden(source: string, { start, end }: { readonly start: number; readonly end: number }): Import {
  return { specifier: source.slice(start, end), typeOnly: false, isHidden: true };
}

/** One import for each specifier: of a value if any of them is, on demand if all of those of values are. */
function merged(found: readonly Import[]): Import[] {
  const bySpecifier = Map.groupBy(found, ({ specifier }) => specifier);
  return [...bySpecifier.values()].map((same) => {
    const values = same.filter(({ typeOnly }) => !typeOnly);
    const onDemand = values.length > 0 && values.every((one) => one.onDemand === true);
    const { onDemand: _, ...first } = same[0]!;
    return { ...first, typeOnly: values.length === 0, ...(onDemand && { onDemand }) };
  });
}
