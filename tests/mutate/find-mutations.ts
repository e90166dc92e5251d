import { parseSync, Visitor, type VisitorObject } from "oxc-parser";
import type { Mutation } from "./mutation.ts";
import { OPERATORS } from "./operators.ts";

/** All mutations of a TypeScript file, by place. Throws if it is not TypeScript. */
export function findMutations(file: string, source: string): Mutation[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: Mutation[] = [];
  const fixed = new Set<number>();
  const visitors = OPERATORS.flatMap(({ name, on }) =>
    Object.entries(on).map(([type, mutate]): VisitorObject => ({
      [type]: (node: never) => {
        for (const edit of mutate(node, source)) found.push({ operator: name, file, ...edit });
      },
    })),
  );
  for (const visitor of [...visitors, fixedTexts(fixed)]) new Visitor(visitor).visit(program);
  const changes = found.filter(({ start, end, text }) => !fixed.has(start) && source.slice(start, end) !== text);
  return changes.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Collects the positions of texts that are not values of the program: names of modules and of keys, and types. */
function fixedTexts(starts: Set<number>): VisitorObject {
  const fix = (node: { readonly start: number } | null): void => {
    if (node !== null) starts.add(node.start);
  };
  return {
    ImportDeclaration: ({ source }) => fix(source),
    ImportExpression: ({ source }) => fix(source),
    ExportNamedDeclaration: ({ source }) => fix(source),
    TSLiteralType: ({ literal }) => fix(literal),
    Property: ({ key, computed }) => {
      if (!computed && key.type === "Literal") fix(key);
    },
  };
}
