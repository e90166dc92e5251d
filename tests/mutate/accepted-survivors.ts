import type { Change, Mutation } from "./mutation.ts";

/** A mutant that no test can kill, since the program does the same with it. */
export interface AcceptedSurvivor {
  readonly file: string;
  /** The lines as they were and as they became, without the blanks around them. */
  readonly before: string;
  readonly after: string;
  readonly reason: string;
}

/** Mutants that survive for good. One that no longer exists does no harm, and goes when its file is worked on. */
export const ACCEPTED_SURVIVORS: readonly AcceptedSurvivor[] = [
  {
    file: "src/lua/error-texts.ts",
    before: 'if (next + text.length >= OFFSETS) throw new Error("too many error texts");',
    after: 'if (next + text.length > OFFSETS) throw new Error("too many error texts");',
    reason: "no platform's texts fill the space to its last byte",
  },
  {
    file: "src/lua/error-texts.ts",
    before: "next += text.length + 1;",
    after: "next += text.length + 2;",
    reason: "a byte between two texts stays unused",
  },
  {
    file: "src/host/bun/interrupts/interrupts.ts",
    before: "if (time !== undefined) restore.push(startTimer(libc, time.milliseconds, handler));",
    after: "if (time !== undefined) restore.unshift(startTimer(libc, time.milliseconds, handler));",
    reason: "the actions of three different signals are restored, in whatever order",
  },
  {
    file: "src/host/bun/linux-files.ts",
    before: 'if (descriptor < 0) return errorNumber(libc) === ENOENT ? "absent" : undefined;',
    after: 'if (descriptor <= 0) return errorNumber(libc) === ENOENT ? "absent" : undefined;',
    reason: "Bun opens what is closed of the standard streams before luff begins, so no file gets the descriptor 0",
  },
  {
    file: "src/host/bun/start/raw-arguments.ts",
    before: "for (let index = args.length - 1; index >= 0; index--) {",
    after: "for (let index = args.length - 1; index >= -1; index--) {",
    reason: "there is no argument at -1, and nothing that was given is equal to it",
  },
  {
    file: "src/host/bun/children/posix-children.ts",
    before: "const [value = 0] = status;",
    after: "const [value = -1] = status;",
    reason: "the array always has its element",
  },
  {
    file: "src/manifest/check-shape.ts",
    before: 'return typeof value === "object" && value !== null && !Array.isArray(value);',
    after: 'return typeof value === "object" && !Array.isArray(value);',
    reason: "null is allowed everywhere, so it never gets here",
  },
  {
    file: "src/program/search-path.ts",
    before: '.splitList(host.environment.get("PATH") ?? "")',
    after: '.splitList(host.environment.get("PATH") ?? "mutated")',
    reason: "a relative folder of PATH is left out",
  },
  {
    file: "src/manifest/parse-manifest.ts",
    before: "const placeOfKey = (path: string): Place => placeAt(lines, tree.notes.get(path)?.keyOffset ?? 0);",
    after: "const placeOfKey = (path: string): Place => placeAt(lines, tree.notes.get(path)?.keyOffset ?? -1);",
    reason: "every key of the tree has a note, and so a place",
  },
  {
    file: "src/plugin/read-plugin.ts",
    before: "return text === undefined ? undefined : await parsePlugin(reading, folder, text);",
    after: "return text === undefined ? undefined : parsePlugin(reading, folder, text);",
    reason: "nothing in parsePlugin throws a HostError: it reads no file but the module, whose errors it catches",
  },
  {
    file: "src/host/bun/interrupts/interrupts.ts",
    before: "const microseconds = BigInt(Math.max(Math.ceil(time * 1000), 1));",
    after: "const microseconds = BigInt(Math.max(Math.floor(time * 1000), 1));",
    reason: "a part of a microsecond is less than a signal takes to come",
  },
  {
    file: "src/program/choose-interpreter.ts",
    before: String.raw`if (!/^python\d?\.exe$/i.test(base(file)) || !/\\microsoft\\windowsapps$/i.test(folder)) return false;`,
    after: String.raw`if (!/^python\d?\.exe$/.test(base(file)) || !/\\microsoft\\windowsapps$/i.test(folder)) return false;`,
    reason: "luff's own list of names is in lower case",
  },
];

/** Why a survivor is accepted, or undefined. */
export function acceptanceOf(
  { file }: Pick<Mutation, "file">,
  change: Change,
  accepted: readonly AcceptedSurvivor[] = ACCEPTED_SURVIVORS,
): string | undefined {
  const [before, after] = [change.before.trim(), change.after.trim()];
  return accepted.find((one) => one.file === file && one.before === before && one.after === after)?.reason;
}
