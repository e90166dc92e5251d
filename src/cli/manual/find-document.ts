import type { Compression } from "../../host/compression.ts";
import { AppError } from "../../errors/app-error.ts";
import { ERROR_CODES } from "../../errors/error-codes.ts";
import { C_LIBRARIES } from "../../lua/c-libraries/c-libraries.ts";
import { findNearestWord } from "../../text/nearest-word.ts";
import { requireNoMore } from "../call/require-no-more.ts";
import { unknownCommand } from "../call/unknown-command.ts";
import type { CliContext } from "../context.ts";
import { readCode } from "./read-code.ts";
import {
  libraryFunctions,
  libraryModules,
  readErrorHelp,
  readLibrary,
  readLibraryHead,
  readTopic,
  type ErrorHelp,
} from "./read-topic.ts";
import { LIBRARY_TOPIC, TOPICS, topicOf } from "./topics.ts";

/**
 * What `luff help` prints for words that are neither a command nor a plugin, as Markdown: a topic, a module of the library by its
 * whole name or a function, or a code of an error, a finding or the library. Throws AppError "unknown-command" if luff has nothing of that name, and "usage" for a
 * word too many.
 */
export async function findDocument(context: CliContext, [word = "", ...more]: readonly string[]): Promise<string> {
  const { compression } = context.host;
  if (word === LIBRARY_WORD || word.startsWith(LIBRARY_PREFIX)) return libraryOf(compression, [word, ...more]);
  const topic = topicOf(word);
  if (topic?.name === LIBRARY_TOPIC && more.length > 0) return libraryHelp(compression, more);
  if (topic !== undefined) {
    requireNoMore(word, more);
    return readTopic(compression, topic);
  }
  const code = ERROR_CODES.find((each) => each === word);
  const other = code === undefined ? await readCode(compression, word) : undefined;
  if (other !== undefined && other.text === undefined) {
    const isModule = C_LIBRARIES.has(word) || (await libraryModules(compression)).includes(word);
    if (isModule) return libraryHelp(compression, [word, ...more]);
    throw await unknownWord(context, word, other.known);
  }
  requireNoMore(word, more);
  return other?.text ?? errorHelp(word, await readErrorHelp(compression, code ?? "bug"));
}

const LIBRARY_WORD = "library";
const LIBRARY_PREFIX = "helm.";

/** `library` lists the modules, `helm.fs` and `library fs` are the same as `lua fs`. */
async function libraryOf(compression: Compression, [word = "", ...more]: readonly string[]): Promise<string> {
  if (word !== LIBRARY_WORD) return libraryHelp(compression, [word, ...more]);
  if (more.length > 0) return libraryHelp(compression, more);
  return `${await readLibraryHead(compression)}\n\`luff help helm.fs\` prints one of them, \`luff help helm.fs.read\` one function.\n`;
}

/** `fs read` is the function `fs.read`. */
async function libraryHelp(compression: Compression, [module = "", ...rest]: readonly string[]): Promise<string> {
  const [member, ...more] = rest;
  const name = member === undefined ? module : `${module}.${member}`;
  const found = await readLibrary(compression, name);
  if (found === undefined) return failOnName(compression, name);
  requireNoMore(`${LIBRARY_TOPIC} ${[module, ...rest.slice(0, 1)].join(" ")}`, more);
  return found;
}

async function unknownWord(context: CliContext, word: string, codes: readonly string[]): Promise<AppError> {
  const others = [...TOPICS.map(({ name }) => name), ...ERROR_CODES, ...codes];
  const isInLibrary = (await readLibrary(context.host.compression, word)) !== undefined;
  return unknownCommand(context, word, {
    command: "luff help",
    others,
    instead: isInLibrary ? `${LIBRARY_TOPIC} ${word}` : undefined,
  });
}

function errorHelp(code: string, { meaning, cure }: ErrorHelp): string {
  const sentence = /^luff\b/.test(meaning) ? meaning : `${meaning[0]?.toUpperCase()}${meaning.slice(1)}`;
  return `# ${code}\n\n${sentence}.\n\nWhat to do: ${cure}\n`;
}

async function failOnName(compression: Compression, name: string): Promise<never> {
  const message = `the library for Lua has no ${JSON.stringify(name)}`;
  if (C_LIBRARIES.has(name)) {
    const hint = `It is a library in C, which scripts can require: 'luff help ${LIBRARY_TOPIC}' lists them. Its authors describe it.`;
    throw new AppError("unknown-command", message, { hint });
  }
  const modules = await libraryModules(compression);
  const functions = await libraryFunctions(compression);
  const short = modules.map((each) => each.replace(/^helm\./, ""));
  const nearest = findNearestWord(name.replace(/^helm\.(?=.+\.)/, ""), [...modules, ...short, ...functions]);
  throw new AppError("unknown-command", message, {
    hint: nearest === undefined ? `Its modules are ${modules.join(", ")}.` : `Did you mean luff help lua ${nearest}?`,
  });
}
