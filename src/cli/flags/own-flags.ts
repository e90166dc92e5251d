import { AppError } from "../../errors/app-error.ts";

/**
 * luff's own flags, which Helm does not have. They are read only before the command word, so a plugin never loses a
 * flag.
 */
export const OWN_VALUE_FLAGS = ["--memory-limit", "--time-limit", "--output-limit"] as const;
const OWN_SWITCHES = ["--no-binary-chunks", "--builtin"] as const;

export type OwnFlags = {
  -readonly [Name in (typeof OWN_VALUE_FLAGS)[number] | (typeof OWN_SWITCHES)[number]]?: string;
};

/**
 * Reads one of luff's own flags at a place of argv into `flags`; returns the number of its arguments, 0 if there is no
 * such flag.
 */
export function takeOwnFlag(flags: OwnFlags, argv: readonly string[], at: number): number {
  const argument = argv[at] ?? "";
  const known = OWN_SWITCHES.find((each) => argument === each);
  if (known !== undefined) {
    flags[known] = "";
    return 1;
  }
  const name = OWN_VALUE_FLAGS.find((flag) => argument === flag || argument.startsWith(`${flag}=`));
  if (name === undefined) return 0;
  const value = argument === name ? argv[at + 1] : argument.slice(name.length + 1);
  if (value === undefined) {
    throw new AppError("usage", `the flag ${name} needs a value, but no argument follows`);
  }
  flags[name] = value;
  return argument === name ? 2 : 1;
}
