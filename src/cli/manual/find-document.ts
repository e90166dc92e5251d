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
  const found = (await readLibrary(compression, name)) ?? (await onlyOfLastName(compression, name));
  if (found === undefined) return failOnName(compression, name);
  requireNoMore(`${LIBRARY_TOPIC} ${[module, ...rest.slice(0, 1)].join(" ")}`, more);
  return found;
}

/** The only function of a name without a module: `spawn` is `process.spawn`. Undefined if there are several. */
async function onlyOfLastName(compression: Compression, name: string): Promise<string | undefined> {
  const [first, ...others] = await functionsOfLastName(compression, withoutPrefix(name));
  return first === undefined || others.length > 0 ? undefined : readLibrary(compression, first);
}

/** The functions of the library whose names end in a word. */
async function functionsOfLastName(compression: Compression, word: string): Promise<readonly string[]> {
  const names = await libraryFunctions(compression);
  return [...new Set(names.filter((name) => lastName(name) === word))];
}

function lastName(name: string): string {
  return name.replace(/^.*[.:]/s, "");
}

function withoutPrefix(name: string): string {
  return name.startsWith(LIBRARY_PREFIX) ? name.slice(LIBRARY_PREFIX.length) : name;
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
  const meant = await meantNames(compression, name, modules);
  throw new AppError("unknown-command", message, { hint: hintOf(meant, modules) });
}

/** What to do about a name, given those that were probably meant. */
function hintOf([first, ...others]: readonly string[], modules: readonly string[]): string {
  if (first === undefined) return `Its modules are ${modules.join(", ")}.`;
  if (others.length === 0) return `Did you mean luff help ${LIBRARY_TOPIC} ${first}?`;
  return `It has ${[first, ...others].join(", ")}: 'luff help ${LIBRARY_TOPIC} ${first}' prints the first of them.`;
}

/** What was probably meant by a name that the library does not have: all functions that end in it, or the nearest name. */
async function meantNames(
  compression: Compression,
  name: string,
  modules: readonly string[],
): Promise<readonly string[]> {
  const functions = await libraryFunctions(compression);
  const short = modules.map(withoutPrefix);
  const last = lastName(name);
  const same = await functionsOfLastName(compression, last);
  if (same.length > 0) return same;
  const nearest = findNearestWord(name.replace(/^helm\.(?=.+\.)/, ""), [...modules, ...short, ...functions]);
  if (nearest !== undefined) return [nearest];
  const near = findNearestWord(last, functions.map(lastName));
  return near === undefined ? [] : functionsOfLastName(compression, near);
}
