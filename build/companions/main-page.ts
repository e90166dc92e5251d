import { overview } from "../../src/cli/call/help-text.ts";
import packageManifest from "../../package.json" with { type: "json" };
import type { PageName } from "./companion.ts";
import { bodyOfSource, MAIN, MANUAL_OF_COMMANDS } from "./command-pages.ts";
import type { PageParts } from "./page.ts";
import type { FindPage } from "./page-links.ts";
import { argument, escapeRoff, spansInRoff } from "./roff-text.ts";

/** luff(1), from what `luff help` prints and the manual's section about luff's commands. It leads to all other pages. */
export function mainPage(others: readonly PageName[], findPage: FindPage): PageParts {
  const help = overview([], { whyNone: "", styled: false, width: Infinity });
  const [limitsTitle = ""] = /^Limits of [^(\n]*\b/m.exec(help) ?? [];
  return {
    page: MAIN,
    summary: "run Helm plugins, executable and Lua",
    body: [
      `.SH SYNOPSIS\n${partOf(help, "Usage:").map(usageLine).join("\n.br\n")}\n`,
      `.SH DESCRIPTION\n${text(`luff ${lowerFirst(packageManifest.description)}.`)}\n`,
      ...MANUAL_OF_COMMANDS.filter(({ page }) => page === MAIN).map((source) => bodyOfSource(source, findPage)),
      `.SH OPTIONS\n${text("These are Helm's. They stand before or after the name, and are not passed on to the plugin.")}\n`,
      ...partOf(help, "Flags (").flatMap(flagLine),
      `.SS ${argument(limitsTitle)}\n${text('These stand before the name. The value "none" lifts a limit that the plugin sets.')}\n`,
      ...partOf(help, "Limits of").flatMap(flagLine),
      `.SH EXAMPLES\n.EX\n${partOf(help, "Examples:")
        .map((line) => escapeRoff(line.trim()))
        .join("\n")}\n.EE\n`,
    ].join(""),
    seeAlso: others,
  };
}

/** The lines below a title of `luff help` that begins so, as far as they are indented. Throws if there are none. */
function partOf(help: string, title: string): readonly string[] {
  const lines = help.split("\n");
  const start = lines.findIndex((line) => line.startsWith(title)) + 1;
  const count = lines.slice(start).findIndex((line) => line !== "" && !line.startsWith("  "));
  const part = lines.slice(start, start + count).filter((line) => line !== "");
  if (start === 0 || part.length === 0) throw new Error(`luff help has nothing below "${title}"`);
  return part;
}

/** "  luff NAME [arguments]     run an installed plugin". */
function usageLine(line: string): string {
  const [, name = "", words = ""] = /^ +(luff)(.*?) {2,}/.exec(line) ?? [];
  return `\\fB${name}\\fR${escapeRoff(words)}`;
}

/** "  -n, --namespace NAME      namespace of the request". */
function flagLine(line: string): readonly string[] {
  const [, names = "", value = "", description = ""] =
    /^ +(--|(?:-\w, )?--[\w-]+)((?: [A-Z]+)?) +(.+)$/.exec(line) ?? [];
  if (names === "") throw new Error(`luff help has a flag that cannot be read: ${line}`);
  return [`.TP\n\\fB${escapeRoff(names)}\\fR\\fI${value}\\fR\n${text(description)}\n`];
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function text(plain: string): string {
  return spansInRoff([{ text: plain, strong: false }]);
}
