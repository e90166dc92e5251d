import type { Host } from "../host/host.ts";
import { isCommandWord } from "./commands.ts";
import { createContext } from "./context.ts";
import { dropSeenFlags, takeFlags, takeLeadingFlags, type LeadingFlags } from "./global-flags.ts";
import { isPathWord, runPath } from "./run-path.ts";
import { runNamedPlugin } from "./run-named-plugin.ts";
import { printError } from "./print-error.ts";

/** Runs luff's command line (argv without the program's name) and answers the exit status. Nothing is thrown. */
export async function run(host: Host, argv: readonly string[]): Promise<number> {
  try {
    return await dispatch(host, takeLeadingFlags(argv));
  } catch (error) {
    return printError(host.terminal, error);
  }
}

async function dispatch(host: Host, leading: LeadingFlags): Promise<number> {
  const word = leading.word ?? leading.request ?? "help";
  if (leading.word !== undefined && isPathWord(host.os, word)) return runPath(host, leading);
  const { flags, args } = leading.ended
    ? { flags: leading.flags, args: leading.rest }
    : takeFlags(leading.flags, leading.rest);
  const context = createContext(host, flags, leading.own);
  if (isCommandWord(word)) {
    const { runCommand } = await import("./run-command.ts");
    return runCommand(context, [word, ...(leading.ended ? args : dropSeenFlags(args))]);
  }
  return runNamedPlugin(context, word, [...leading.passed, ...args]);
}
