/** One step of a pattern: over a character that it takes, or, without `takes`, over nothing. */
export interface PatternStep {
  readonly takes?: (character: string) => boolean;
  /** The steps that can come next. The one behind the last step is the end. */
  readonly to: readonly number[];
}

type Steps = { readonly takes?: (character: string) => boolean; readonly to: number[] }[];

const WILD = new Set("\\*?[{");

/**
 * The steps of a pattern of hosts; undefined if it cannot be read, such as `[z-a]`. The patterns are those of Helm: `*` stands for any text, also
 * with dots, `?` for one character, `[a-z]` and `[!a-z]` for one of several, `{a,b}` for one of two. The case of letters does not matter.
 */
export function readHostPattern(pattern: string): readonly PatternStep[] | undefined {
  const steps: Steps = [];
  try {
    addSteps(steps, pattern.toLowerCase());
    return steps;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether a name in lower case is one that the steps stand for. The time grows with the lengths of both, multiplied. */
export function matchesPattern(steps: readonly PatternStep[], name: string): boolean {
  let current = reach(steps, [0]);
  for (const character of name) {
    const taken = [...current].flatMap((index) => (steps[index]?.takes?.(character) === true ? steps[index].to : []));
    if (taken.length === 0) return false;
    current = reach(steps, taken);
  }
  return current.has(steps.length);
}

/** The steps that are reached from others without a character. */
export function reach(steps: readonly PatternStep[], from: readonly number[]): ReadonlySet<number> {
  const reached = new Set<number>();
  const left = [...from];
  for (let index = left.pop(); index !== undefined; index = left.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    const step = steps[index];
    if (step !== undefined && step.takes === undefined) left.push(...step.to);
  }
  return reached;
}

function addSteps(steps: Steps, pattern: string): void {
  const lastBracket = pattern.lastIndexOf("]");
  for (let at = 0; at < pattern.length;) {
    const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
    const length = WILD.has(character) ? addWildcard(steps, pattern, { at, lastBracket }) : 0;
    if (length === 0) addCharacter(steps, character);
    at += length || character.length;
  }
}

/** Returns how long the wildcard is; 0 if the character stands for itself. */
function addWildcard(
  steps: Steps,
  pattern: string,
  { at, lastBracket }: { readonly at: number; readonly lastBracket: number },
): number {
  switch (pattern[at]) {
    case "*":
      return addText(steps, pattern, at);
    case "?":
      addOne(steps, () => true);
      return 1;
    case "\\":
      return addEscaped(steps, pattern, at);
    case "[":
      return at < lastBracket ? addSet(steps, pattern.slice(at + 1, pattern.indexOf("]", at))) : 0;
    default:
      return addChoices(steps, pattern, at);
  }
}

function addOne(steps: Steps, takes: (character: string) => boolean): void {
  steps.push({ takes, to: [steps.length + 1] });
}

function addCharacter(steps: Steps, character: string): void {
  addOne(steps, (other) => other === character);
}

/** Several stars are one. */
function addText(steps: Steps, pattern: string, at: number): number {
  const loop = steps.length;
  steps.push({ to: [loop + 1, loop + 2] }, { takes: () => true, to: [loop] });
  let end = at;
  while (pattern[end] === "*") end++;
  return end - at;
}

function addEscaped(steps: Steps, pattern: string, at: number): number {
  const code = pattern.codePointAt(at + 1);
  if (code === undefined) return 0;
  const character = String.fromCodePoint(code);
  addCharacter(steps, character);
  return 1 + character.length;
}

/** One of the characters of a set, or, after an exclamation mark, one of all others. Throws SyntaxError. */
function addSet(steps: Steps, text: string): number {
  if (text === "") return 0;
  const isNot = text.startsWith("!") && text !== "!";
  const set = (isNot ? text.slice(1) : text).replaceAll(/[\\^[]/gu, String.raw`\$&`);
  const expression = new RegExp(`^[${isNot ? "^" : ""}${set}]$`, "su");
  addOne(steps, (character) => expression.test(character));
  return text.length + 2;
}

function addChoices(steps: Steps, pattern: string, at: number): number {
  const length = pattern.slice(at + 1).search(/[{}]/);
  if (length < 0 || pattern[at + 1 + length] === "{") return 0;
  const fork: number[] = [];
  const ends: number[][] = [];
  steps.push({ to: fork });
  for (const choice of pattern.slice(at + 1, at + 1 + length).split(",")) {
    fork.push(steps.length);
    addSteps(steps, choice);
    const end: number[] = [];
    ends.push(end);
    steps.push({ to: end });
  }
  for (const end of ends) end.push(steps.length);
  return length + 2;
}
