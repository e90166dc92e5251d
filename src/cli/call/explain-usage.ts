import { findNearestWord } from "../../text/nearest-word.ts";

/** What is wrong with the words of a command, as the rest of a sentence, and what may have been meant. */
export interface UsageFault {
  readonly reason: string;
  readonly hint?: string;
}

/** Says in plain words what clipanion says of the words that follow a command's name. Its message ends with an empty line and lines of usage. */
export function explainUsage(message: string, words: readonly string[]): UsageFault {
  const [said = "", ...more] = message.replace(/^[A-Z][A-Za-z ]+: /, "").split("\n\n");
  const usage = more.join(" ").replaceAll("\n", " ");
  const [, value = ""] = /\((".*")\)/.exec(said) ?? [];
  const [, missing = "a word"] = /<([A-Z]+)>/.exec(usage) ?? [];
  if (said.startsWith("Not enough positional")) return { reason: `${missing} is missing` };
  if (said.startsWith("Extraneous positional")) return { reason: `there is one word too many: ${value}` };
  if (said.startsWith("Unsupported option")) return unknownFlag(value.slice(1, -1), usage);
  const [, flag] = /^Not enough arguments to option ([^ ]+?)\.?$/.exec(said) ?? [];
  if (flag !== undefined) return { reason: `the flag ${flag} needs a value` };
  if (said.startsWith("Command not found")) return unfit(usage, words);
  return { reason: `${said.charAt(0).toLowerCase()}${said.slice(1).replace(/[.;:]$/, "")}` };
}

function unknownFlag(flag: string, usage: string): UsageFault {
  const nearest = findNearestWord(flag, usage.match(/--[a-z-]+/g) ?? []);
  return { reason: `there is no flag ${flag}`, ...(nearest !== undefined && { hint: `Did you mean ${nearest}?` }) };
}

/** The words do not fit the only usage. Most often that is because a flag is missing that it must have. */
function unfit(usage: string, words: readonly string[]): UsageFault {
  const required = [...usage.matchAll(/<((?:-\w,)?--[a-z-]+)/g)].map(([, names = ""]) => names.split(","));
  const missing = required.find((names) => !words.some((word) => names.includes(word.split("=", 1)[0] ?? "")));
  const reason =
    missing === undefined ? `does not understand: ${words.slice(1).join(" ")}` : `${missing.at(-1)} is missing`;
  return { reason };
}
