import { Cli } from "clipanion";
import { loadCommand } from "../../src/cli/call/load-command.ts";
import { COMMANDS, type CommandEntry } from "../../src/cli/commands.ts";
import { sectionsOfDocument } from "./documents.ts";
import type { PageName } from "./companion.ts";
import type { PageParts } from "./page.ts";
import { withPageLinks, type FindPage } from "./page-links.ts";
import { renderRoff } from "./render-roff.ts";
import { escapeRoff, spansInRoff } from "./roff-text.ts";
import type { PageSource } from "./topic-pages.ts";

/** luff(1). */
export const MAIN: PageName = { name: "luff", section: 1 };

/** The section of the manual with a row for each command. */
export const OWN_COMMANDS = "luff's own commands";

/** Sections of the manual that belong to pages of commands. */
export const MANUAL_OF_COMMANDS: readonly PageSource[] = [
  { page: MAIN, document: "MANUAL.md", headings: [OWN_COMMANDS] },
  { page: { name: "luff-completion", section: 1 }, document: "MANUAL.md", headings: ["Completion in a shell"] },
];

/** The page of a command: luff-plugin-list(1). */
export function commandPage({ path }: Pick<CommandEntry, "path">): PageName {
  return { name: ["luff", ...path].join("-"), section: 1 };
}

/** A page for each of luff's commands, from what its `--help` prints. */
export async function commandPages(findPage: FindPage): Promise<readonly PageParts[]> {
  const pages = COMMANDS.map(async (entry) => ({
    page: commandPage(entry),
    summary: entry.summary,
    body: await bodyOf(entry, findPage),
    seeAlso: [MAIN, ...topicsOf(entry, findPage)],
  }));
  return Promise.all(pages);
}

async function bodyOf(entry: CommandEntry, findPage: FindPage): Promise<string> {
  const command = await loadCommand(entry);
  const { details = "", examples = [] } = command.usage ?? {};
  const options = Cli.from(command)
    .definitions()
    .flatMap((definition) => definition.options);
  const parts: string[] = [
    `.SH SYNOPSIS\n${synopsis(entry)}\n`,
    `.SH DESCRIPTION\n${spansInRoff([{ text: details.replaceAll("$0", "luff"), strong: false }])}\n`,
    options.length === 0 ? "" : ".SH OPTIONS\n",
    ...options.map(({ definition, description = "" }) => option(definition, description)),
    ".SH EXAMPLES\n",
    ...examples.map(([text, line], index) => example(text, line.replaceAll("$0", "luff"), index === 0)),
    ...MANUAL_OF_COMMANDS.filter(({ page }) => page.name === commandPage(entry).name).map((source) =>
      bodyOfSource(source, findPage),
    ),
  ];
  return parts.join("");
}

/** Sections of documents in roff, with links to other pages. */
export function bodyOfSource(source: PageSource, findPage: FindPage): string {
  const { document, headings } = source;
  const markdown = withPageLinks(sectionsOfDocument(document, headings), source, findPage);
  return renderRoff(headings.length === 0 ? `## Description\n\n${markdown}` : markdown, 2);
}

/** The ways to call a command, each name on a line. */
function synopsis({ path, aliases, words }: CommandEntry): string {
  const names = [path.at(-1) ?? "", ...aliases].map((name) => ["luff", ...path.slice(0, -1), name].join(" "));
  return names.map((name) => `\\fB${escapeRoff(name)}\\fR ${escapeRoff(words)}`.trimEnd()).join("\n.br\n");
}

/** `definition` is clipanion's: "-o,--output #0". */
function option(definition: string, description: string): string {
  const [names = "", value] = definition.split(" ");
  const bold = names.split(",").map((name) => `\\fB${escapeRoff(name)}\\fR`);
  return `.TP\n${bold.join(", ")}${value === undefined ? "" : " \\fIARG\\fR"}\n${text(description)}\n`;
}

function example(description: string, line: string, isFirst: boolean): string {
  return `${isFirst ? "" : ".PP\n"}${text(`${description}:`)}\n.RS 4\n.EX\n${escapeRoff(line)}\n.EE\n.RE\n`;
}

function text(plain: string): string {
  return spansInRoff([{ text: plain, strong: false }]);
}

/** The pages to which the manual's rows about a command lead. */
function topicsOf({ path }: CommandEntry, findPage: FindPage): readonly PageName[] {
  const call = ["luff", ...path].join(" ");
  const rows = sectionsOfDocument("MANUAL.md", [OWN_COMMANDS])
    .split("\n")
    .filter((line) => line.startsWith("| `") && new RegExp(`\`${call}[ \`]`).test(line));
  const anchors = rows.flatMap((row) => [...row.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = ""]) => anchor));
  const found = anchors.flatMap((anchor) => findPage("MANUAL.md", anchor) ?? []);
  return found.filter(
    ({ name }, at) =>
      name !== MAIN.name && name !== commandPage({ path }).name && found.findIndex((each) => each.name === name) === at,
  );
}
