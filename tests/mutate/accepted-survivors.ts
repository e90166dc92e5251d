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
  {
    file: "src/lua/stdlib/io/seek.ts",
    before: "if (stream === 0 || machine.memory.int32(stream + luaL_Stream.closef) === 0) return undefined;",
    after: "if (stream === -1 || machine.memory.int32(stream + luaL_Stream.closef) === 0) return undefined;",
    reason: "the memory begins with zeros, so what is no file at all looks like a closed one",
  },
  {
    file: "src/lua/imports/files.ts",
    before: "__syscall_fcntl64: (_number: number, request: number) => (request === F_GETFL ? 0x400 : 0),",
    after: "__syscall_fcntl64: (_number: number, request: number) => (request === F_GETFL ? 1025 : 0),",
    reason: "the library asks for nothing but O_APPEND",
  },
  {
    file: "src/lua/imports/read-file.ts",
    before: "if (moved < length) break;",
    after: "if (moved <= length) break;",
    reason: "the library asks again for what is missing, so that it makes the same reads",
  },
  {
    file: "src/lua/text-file.ts",
    before: "if (next === NEWLINE) this.#removed.push(given);",
    after: "if (next === NEWLINE) this.#removed.unshift(given);",
    reason: "the places are only counted",
  },
  {
    file: "src/host/bun/files.ts",
    before: "return true;",
    after: "return false;",
    reason: "Linux has a call of its own; the contract tests see this one on macOS and Windows",
  },
  {
    file: "src/lua/time/system-zone.ts",
    before:
      "const offsetIn = (month: number): number => clock.offsetAt(daysFromCivil(year, month, 1) * SECONDS_OF_DAY * 1000);",
    after:
      "const offsetIn = (month: number): number => clock.offsetAt(daysFromCivil(year, month, 2) * SECONDS_OF_DAY * 1000);",
    reason: "no zone changes its offset on the first of January or July",
  },
  {
    file: "src/host/bun/linux-files.ts",
    before: "return count < 0 || count === SMALL_FILE ? undefined : scratch.slice(0, Math.min(count, limit));",
    after: "return count < 1 || count === SMALL_FILE ? undefined : scratch.slice(0, Math.min(count, limit));",
    reason: "node:fs then reads the empty file",
  },
  {
    file: "src/lua/run-in-state.ts",
    before: "if (lua.lua_checkstack(state, script.args.length + 3) === 0) {",
    after: "if (lua.lua_checkstack(state, script.args.length - 3) === 0) {",
    reason: "Lua keeps five slots more than it is asked for",
  },
  {
    file: "src/lua/machine.ts",
    before: "standardInput: Pointer = 0;",
    after: "standardInput: Pointer = -1;",
    reason: "the streams are set before anything finishes them",
  },
  {
    file: "src/lua/imports/read-file.ts",
    before: "const EINTR = 4;",
    after: "const EINTR = 5;",
    reason: "the machine stops before the script sees what the read returned",
  },
  {
    file: "src/lua/imports/read-file.ts",
    before: "if (moved === -EINTR) stopIfTimeIsOver(machine);",
    after: "if (!(moved === -EINTR)) stopIfTimeIsOver(machine);",
    reason: "the machine stops before the script sees what the read returned",
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
