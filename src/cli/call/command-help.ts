import type { Usage } from "clipanion";
import { wrapSpans } from "../../text/markdown/wrap.ts";
import { COMMANDS } from "../commands.ts";
import { bold } from "./bold.ts";

/** A command as its class describes it. */
export interface DescribedCommand extends Usage {
  /** The words behind "luff" that call it. */
  readonly path: string;
  /** Its flags, as clipanion writes them: `-o,--output #0` if one takes a value. */
  readonly options: readonly { readonly definition: string; readonly description?: string }[];
}

export interface HelpStyle {
  /** The longest line, in columns; an example and a word are never broken. */
  readonly width: number;
  /** Whether headings, flags and the usage line are bold. No other code is used, so every background fits. */
  readonly styled: boolean;
}

/** A description beside its flag that would be narrower than this stands below it. */
const NARROWEST = 24;
/** Blanks before a flag, and between the longest flag and the descriptions. */
const MARGIN = 2;
const GAP = 3;
/** Blanks before a description below its flag. */
const BELOW = 6;

/** What `luff COMMAND --help` prints: a summary, the usage line, flags, details and examples. Ends with a newline. */
export function commandHelp(command: DescribedCommand, style: HelpStyle): string {
  const { description = "", details = "", examples = [] } = command;
  const options = command.options.length === 0 ? [] : [bold("Options", style.styled), "", ...flagLines(command, style)];
  const more = details === "" ? [] : [bold("Details", style.styled), "", ...wrap(details, style.width)];
  const shown = examples.flatMap(([text, line], index) => [
    ...(index === 0 ? [] : [""]),
    ...example(text, line, style),
  ]);
  const blocks = [
    [
      ...wrap(
        description.replace(/^./, (letter) => letter.toUpperCase()),
        style.width,
      ),
    ],
    [
      bold("Usage", style.styled),
      "",
      `${bold("$", style.styled)} luff ${usageOf(command.path)}`,
      ...otherNames(command),
    ],
    options,
    more,
    shown.length === 0 ? [] : [bold("Examples", style.styled), "", ...shown],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** The words behind "luff", with the names of all arguments; clipanion has only dots for several. */
function usageOf(path: string): string {
  const entry = COMMANDS.find((each) => each.path.join(" ") === path);
  return [path, entry?.words ?? ""].join(" ").trimEnd();
}

/** Short names for the command's last word, such as "ls". */
function otherNames({ path }: DescribedCommand): readonly string[] {
  const { aliases = [] } = COMMANDS.find((each) => each.path.join(" ") === path) ?? {};
  const before = path.slice(0, path.lastIndexOf(" ") + 1);
  return aliases.length === 0 ? [] : [`Also: ${aliases.map((alias) => `luff ${before}${alias}`).join(", ")}`];
}

function flagLines({ options }: DescribedCommand, style: HelpStyle): readonly string[] {
  const flags = options.map(({ definition, description = "" }) => ({
    name: definition.replace(/ #0$/, " ARG"),
    description,
  }));
  const column = MARGIN + Math.max(...flags.map(({ name }) => name.length)) + GAP;
  const isBeside = style.width - column >= NARROWEST;
  return flags.flatMap(({ name, description }) => {
    const indent = isBeside ? column : BELOW;
    const lines = wrap(description, style.width - indent).map((line) => " ".repeat(indent) + line);
    const flag = " ".repeat(MARGIN) + bold(name, style.styled);
    if (!isBeside) return [flag, ...lines];
    const [first = "", ...rest] = lines;
    return [flag + " ".repeat(column - MARGIN - name.length) + first.trimStart(), ...rest];
  });
}

function example(text: string, line: string, style: HelpStyle): readonly string[] {
  return [...wrap(text, style.width), `  ${bold("$", style.styled)} ${line.replaceAll("$0", "luff")}`];
}

function wrap(text: string, width: number): readonly string[] {
  return wrapSpans([{ text, strong: false }], width);
}
