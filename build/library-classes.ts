/** A comment of the types, and the line of code that it is about. */
export interface Block {
  readonly text: readonly string[];
  readonly tags: readonly string[];
  readonly code: string;
}

export interface ModuleTypes {
  readonly name: string;
  readonly blocks: readonly Block[];
}

const ONE_TYPE = String.raw`(?:fun\(.*?\)(?:: [^\s|]+)?|table<[^>]*>\??|"[^"]*"|[^\s|]+)`;

/** A type of LuaLS, or several with `|` between: the only ones with spaces are those of functions and tables, and texts. */
export const TYPE = String.raw`${ONE_TYPE}(?:\|${ONE_TYPE})*`;

/** A class of options, of results or of what has methods. */
interface Class {
  readonly name: string;
  /** The class whose fields it has too. */
  readonly parent: string | undefined;
}

/** The name and the parameters of the function that a line of types declares. */
export function functionOf(code: string): RegExpExecArray | null {
  return /^(?:local )?function ([\w.:]+)(\(.*\)) end$/.exec(code);
}

/** The class that a comment declares. Undefined for any other comment. */
export function classOf({ tags }: Block): Class | undefined {
  const [declared] = tags.flatMap((tag) => {
    const [, name, parent] = /^class ([^\s:]+)(?:: (\S+))?$/.exec(tag) ?? [];
    return name === undefined ? [] : [{ name, parent }];
  });
  return declared;
}

/** The names of a module's classes that have headings of their own: all but the module itself, and what it is made of. */
export function pageClasses({ name, blocks }: ModuleTypes): readonly string[] {
  const classes = blocks.map(classOf).filter((each) => each !== undefined);
  const own = classes.find((each) => each.name === name);
  return classes.map((each) => each.name).filter((each) => each !== name && each !== own?.parent);
}

/** The comments in the order of the page: a class comes behind the first function that needs it. */
export function blocksOfPage(module: ModuleTypes): readonly Block[] {
  const { blocks } = module;
  const classes = new Map(blocks.map((block) => [classOf(block)?.name ?? "", block]));
  const waiting = new Set(pageClasses(module));
  const take = (block: Block): readonly Block[] =>
    namesIn(block).flatMap((name) => {
      const found = waiting.delete(name) ? classes.get(name) : undefined;
      return found === undefined ? [] : [found, ...take(found)];
    });
  const behind = new Map(blocks.filter(({ code }) => functionOf(code) !== null).map((block) => [block, take(block)]));
  const moved = new Set([...behind.values()].flat());
  return blocks.flatMap((block) => (moved.has(block) ? [] : [block, ...(behind.get(block) ?? [])]));
}

/** The names of classes in a comment's types, and perhaps other words that look like them. */
function namesIn({ tags }: Block): readonly string[] {
  return tags.flatMap((tag) => tag.match(/\bhelm(?:\.\w+)+/g) ?? []);
}
