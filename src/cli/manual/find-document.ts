import { AppError } from "../../errors/app-error.ts";
import { ERROR_CODES } from "../../errors/error-codes.ts";
import { findNearestWord } from "../../text/nearest-word.ts";
import { requireNoMore } from "../call/require-no-more.ts";
import { unknownCommand } from "../call/unknown-command.ts";
import type { CliContext } from "../context.ts";
import { libraryModules, readErrorHelp, readLibrary, readTopic, type ErrorHelp } from "./read-topic.ts";
import { LIBRARY_TOPIC, TOPICS, topicOf } from "./topics.ts";

/**
 * What `luff help` prints for words that are neither a command nor a plugin, as Markdown: a topic, a module of the library or
 * a function, or an error code. Throws AppError "unknown-command" if luff has nothing of that name, and "usage" for a
 * word too many.
 */
export async function findDocument(context: CliContext, [word = "", ...more]: readonly string[]): Promise<string> {
  const { compression } = context.host;
  const topic = topicOf(word);
  const [member, ...rest] = more;
  if (topic?.name === LIBRARY_TOPIC && member !== undefined) {
    requireNoMore(`${word} ${member}`, rest);
    return (await readLibrary(compression, member)) ?? failOnModule(member, await libraryModules(compression));
  }
  const code = ERROR_CODES.find((each) => each === word);
  if (topic === undefined && code === undefined) throw await unknownCommand(context, word, knownWords());
  requireNoMore(word, more);
  return topic === undefined
    ? errorHelp(word, await readErrorHelp(compression, code ?? "bug"))
    : readTopic(compression, topic);
}

function knownWords(): readonly string[] {
  return [...TOPICS.map(({ name }) => name), ...ERROR_CODES];
}

function errorHelp(code: string, { meaning, cure }: ErrorHelp): string {
  return `# ${code}\n\n${meaning[0]?.toUpperCase()}${meaning.slice(1)}.\n\nWhat to do: ${cure}\n`;
}

function failOnModule(name: string, modules: readonly string[]): never {
  const short = modules.map((each) => each.replace(/^helm\./, ""));
  const nearest = findNearestWord(name, [...modules, ...short]);
  throw new AppError("unknown-command", `the library for Lua has no ${JSON.stringify(name)}`, {
    hint: nearest === undefined ? `Its modules are ${modules.join(", ")}.` : `Did you mean luff help lua ${nearest}?`,
  });
}
