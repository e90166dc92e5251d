import { cureOfMember } from "../../lua/member-advice.ts";
import type { Finding } from "../finding.ts";
import { inFile } from "../lint-context.ts";
import type { Definition } from "../types/write-types.ts";
import type { ScriptCalls } from "./check-scripts.ts";

/** Names that a module of the library has. */
type Members = ReadonlyMap<string, readonly string[]>;

/** Names that scripts use of modules of the library, and that the modules do not have: there the script gets nil. */
export function libraryFindings(
  scripts: readonly { readonly path: string; readonly calls: ScriptCalls | undefined }[],
  definitions: readonly Definition[],
): readonly Finding[] {
  const members: Members = new Map(definitions.map((each) => [each.module, membersOf(each)]));
  return scripts.flatMap(({ path, calls }) =>
    (calls?.members ?? []).flatMap(({ module, name, line, column }) => {
      const known = members.get(module);
      if (known === undefined || known.includes(name)) return [];
      const message = `${module} has no ${JSON.stringify(name)}`;
      const place = { line, column };
      return [
        inFile(
          path,
          { code: "library-unknown", severity: "warning", message, hint: cureOfMember(module, name, known) },
          place,
        ),
      ];
    }),
  );
}

/**
 * The names of a module's members by its types: of "fs.read", and of the fields of its class and of the one that it is made of. Those of
 * tables in it are not looked at, and a module that is a function has none.
 */
export function membersOf({ module, text }: Definition): readonly string[] {
  const own = module.split(".").at(-1) ?? "";
  const functions = [...text.matchAll(/^function (\w+)[.](\w+)/gm)];
  const comments = text.split(/\n(?!---)/);
  const fields = comments.filter(
    (comment) => comment.includes(`---@class ${module}.values\n`) || isClassOf(comment, module),
  );
  return [
    ...functions.flatMap(([, table, name = ""]) => (table === own ? [name] : [])),
    ...fields.flatMap((comment) => [...comment.matchAll(/^---@field (\w+)/gm)].map(([, name = ""]) => name)),
  ];
}

function isClassOf(comment: string, module: string): boolean {
  return comment.split("\n").some((line) => line.split(":")[0] === `---@class ${module}`);
}
