import { classOf, functionOf, TYPE, type Block, type ModuleTypes } from "../../build/library-classes.ts";

/** A parameter of a function of the library, or a field of a class. */
export interface Typed {
  readonly name: string;
  readonly type: string;
  /** Whether it may be nil. */
  readonly isOptional: boolean;
}

/** A function of the library with a parameter whose type is a class. */
export interface FunctionWithOptions {
  /** As in the types: "fs.read". */
  readonly name: string;
  /** All its parameters. */
  readonly parameters: readonly Typed[];
  /** Which of them is of that class, from 1 on. */
  readonly position: number;
  /** The class's name. */
  readonly options: string;
}

const PARAMETER = new RegExp(String.raw`^param (\S+?)(\??) (${TYPE})`);
const FIELD = new RegExp(String.raw`^field (\S+?)(\??) (${TYPE})`);

/** The fields of a class, and those of the class that it is made of. */
export function fieldsOf(modules: readonly ModuleTypes[], name: string): readonly Typed[] {
  const block = modules.flatMap(({ blocks }) => blocks).find((each) => classOf(each)?.name === name);
  if (block === undefined) throw new Error(`no types have the class ${name}`);
  const parent = classOf(block)?.parent;
  return [...typed(block, FIELD), ...(parent === undefined ? [] : fieldsOf(modules, parent))];
}

/** The functions of a module that take tables of a class. Methods are left out. */
export function functionsWithOptions({ blocks }: ModuleTypes): readonly FunctionWithOptions[] {
  return blocks.flatMap((block) => {
    const name = functionOf(block.code)?.[1] ?? ":";
    if (name.includes(":")) return [];
    const parameters = typed(block, PARAMETER);
    return parameters.flatMap(({ type }, index) => {
      // Other types may stand behind it: what the table may be instead.
      const options = /^(helm(?:\.\w+)+)\b/.exec(type)?.[1];
      return options === undefined ? [] : [{ name, parameters, position: index + 1, options }];
    });
  });
}

function typed({ tags }: Block, pattern: RegExp): readonly Typed[] {
  return tags.flatMap((tag) => {
    const [, name, mark, type] = pattern.exec(tag) ?? [];
    if (name === undefined || type === undefined) return [];
    return [{ name, type: type.replace(/\?$/, ""), isOptional: mark === "?" || type.endsWith("?") }];
  });
}

const KINDS: readonly (readonly [type: RegExp, kind: string])[] = [
  [/^(?:string|"[^"]*")$/, "string"],
  [/^(?:number|integer)$/, "number"],
  [/^(?:boolean|false|true)$/, "boolean"],
  [/^fun\(/, "function"],
  [/^(?:table|helm\.)|\[\]$/, "table"],
];

/** What Lua's `type` says of the values of a type of LuaLS: "number|string", sorted. */
export function kindsOf(type: string): string {
  // Only types of functions and tables have a | within.
  const parts = /^(?:fun|table)\b/.test(type) ? [type] : type.split(/\|(?=fun|[^)]*$)/);
  const kinds = parts.map((part) => KINDS.find(([pattern]) => pattern.test(part))?.[1] ?? part);
  return [...new Set(kinds)].toSorted().join("|");
}
