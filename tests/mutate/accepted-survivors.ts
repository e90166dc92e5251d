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
