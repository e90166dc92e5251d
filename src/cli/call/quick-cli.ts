import { Cli, Command, type CommandClass } from "clipanion";
import type { CommandContext } from "../command-context.ts";
import { commandHelp, type HelpStyle } from "./command-help.ts";

type Given = Pick<CommandContext, "luff" | "stdout">;

/**
 * Clipanion makes an automaton of a command's paths and flags, and copies each flag's place for each other flag. For an install this took
 * a third of its time. Here it gets only the flags that the words name. If the words are wrong it gets all of them, for its message.
 * The help of a command is luff's own: clipanion's does not fit the terminal, and fades to grey. Its style is asked for only then.
 */
export class QuickCli extends Cli<CommandContext> {
  readonly #help: () => HelpStyle;

  constructor(options: ConstructorParameters<typeof Cli>[0], help: () => HelpStyle) {
    super(options);
    this.#help = help;
  }

  /** The help of a command, for which clipanion asks here. */
  override usage(command: CommandClass<CommandContext> | Command<CommandContext> | null = null): string {
    const described = command instanceof Command ? null : command;
    const builder = described && this.registrations.get(described)?.builder;
    if (!described || !builder) return super.usage(command);
    const path = described.paths?.[0]?.join(" ") ?? "";
    const { options } = builder.usage({ inlineOptions: false });
    return commandHelp({ ...described.usage, path, options }, this.#help());
  }

  /** The flags of all registered commands, as clipanion's help describes them: `-o,--output #0` if one takes a value. */
  flags(): readonly { readonly definition: string }[] {
    return this.builders().flatMap((builder) => builder.usage({ inlineOptions: false }).options);
  }

  /** The names of each flag that takes a value: `-o` and `--output`. */
  valued(): readonly (readonly string[])[] {
    return this.builders().flatMap(({ options }) => options.filter(({ arity }) => arity > 0).map(({ names }) => names));
  }

  /** The command that the words call, with the values of its flags. Throws clipanion's errors. */
  read(words: string[], given: Given): Command<CommandContext> {
    try {
      return this.readNamed(words, given);
    } catch {
      return this.process(words, given);
    }
  }

  private readNamed(words: string[], given: Given): Command<CommandContext> {
    const restore = this.builders().flatMap(({ options, paths }) => [
      keepOnly(options, ({ names, required }) => required || names.some((name) => isNamed(name, words))),
      keepOnly(paths, (path) => path.every((word, at) => word === words[at])),
    ]);
    try {
      return this.process(words, given);
    } finally {
      for (const each of restore) each();
    }
  }

  private builders() {
    return [...this.registrations.values()].map(({ builder }) => builder);
  }
}

/** Removes from a list what does not fit, and returns what puts it back. */
function keepOnly<T>(list: T[], fits: (one: T) => boolean): () => void {
  const all = [...list];
  list.splice(0, list.length, ...all.filter((one) => fits(one)));
  return () => void list.splice(0, list.length, ...all);
}

/** Whether words have a flag, alone, with a value behind "=", or negated. */
function isNamed(name: string, words: readonly string[]): boolean {
  return words.some((word) => word === name || word.startsWith(`${name}=`) || word === `--no-${name.slice(2)}`);
}
