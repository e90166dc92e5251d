import type { CommandSet } from "../manifest/plugin.ts";
import type { Platform } from "../platform/platform.ts";
import { describeOffers } from "./describe-offers.ts";
import { expandVariables, type VariableLookup } from "./expand-variables.ts";
import { selectCommand } from "./select-command.ts";
import { splitCommand } from "./split-command.ts";

export interface CommandCall {
  /** Looks up the plugin's variables; on Windows the caller decides about case. */
  readonly lookup: VariableLookup;
  /** The user's arguments, passed on unchanged, also if they are empty. */
  readonly extraArgs?: readonly string[];
  /**
   * Which words are expanded: all (the default), only the program (hooks and getters of `apiVersion: v1` in Helm 4), or
   * none (downloaders of Helm 2 and 3).
   */
  readonly expand?: "all" | "program" | "none";
}

/** The chosen command in the manifest's own words, not expanded. */
export interface CommandWords {
  readonly program: string;
  /** The rest of the command. */
  readonly words: readonly string[];
  /** `args` of the entry. */
  readonly args: readonly string[];
}

export type PreparedCommand =
  | { readonly kind: "program"; readonly program: string; readonly args: readonly string[] }
  | {
      readonly kind: "none";
      /**
       * `no-match`: nothing is for this platform, and a main.lua may run instead. `empty`: the chosen command has no
       * program.
       */
      readonly reason: "no-match" | "empty";
      /** What the manifest offers, for messages: `linux/amd64`, `windows`, `any platform`. */
      readonly offered: readonly string[];
    };

/**
 * Selects, splits and expands. Returns the program and its arguments: the rest of the command, the entry's `args`, the
 * user's arguments. It splits before it expands, so a value with spaces stays one word.
 */
export function prepareCommand(set: CommandSet, platform: Platform, call: CommandCall): PreparedCommand {
  const chosen = commandWords(set, platform);
  if (chosen === undefined) return { kind: "none", reason: "no-match", offered: describeOffers(set) };
  const program = call.expand === "none" ? chosen.program : expandVariables(chosen.program, call.lookup);
  if (program === "") return { kind: "none", reason: "empty", offered: describeOffers(set) };
  const own = [...chosen.words, ...chosen.args];
  const fixed = (call.expand ?? "all") === "all" ? own.map((word) => expandVariables(word, call.lookup)) : own;
  return { kind: "program", program, args: [...fixed, ...(call.extraArgs ?? [])] };
}

/** Selects and splits only; undefined if nothing is for the platform. */
export function commandWords(set: CommandSet, platform: Platform): CommandWords | undefined {
  const selection = selectCommand(set, platform);
  if (selection.kind === "none") return undefined;
  const [program, ...words] = splitCommand(selection.kind === "entry" ? selection.entry.command : selection.command);
  return { program, words, args: selection.kind === "entry" ? selection.entry.args : [] };
}
