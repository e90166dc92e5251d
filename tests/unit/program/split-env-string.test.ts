import { expect, test } from "bun:test";
import { splitEnvString } from "../../../src/program/split-env-string.ts";

const VALUES: Readonly<Record<string, string>> = { A: "v w", EMPTY: "", a_1: "x" };

/** The words are those that `env -S` of GNU coreutils 9.1 passes on. */
test.each<[string, readonly string[]]>([
  ["", []],
  [" a\tb \n\v\f\r c ", ["a", "b", "c"]],
  ["'a b' \"c d\"e''", ["a b", "c de"]],
  ["'' \"\"", ["", ""]],
  ["'a\"b' \"c'd\"", ['a"b', "c'd"]],
  ["a\\_b \"c\\_d\" '\\_'", ["a", "b", "c d", "\\_"]],
  ["\\_a\\_\\_", ["a"]],
  ["a\\fb\\nc\\rd\\te\\vf", ["a\fb\nc\rd\te\vf"]],
  ['"a\\fb\\nc\\rd\\te\\vf"', ["a\fb\nc\rd\te\vf"]],
  ["'a\\nb\\\\c\\'d'", ["a\\nb\\c'd"]],
  ["\\\" \\' \\# \\$ \\\\", ['"', "'", "#", "$", "\\"]],
  ['"\\" \\\' \\# \\$ \\\\"', ["\" ' # $ \\"]],
  ["a\\cb c", ["a"]],
  ["a \\c b", ["a"]],
  ["'\\c' b", ["\\c", "b"]],
  ["a #b c", ["a"]],
  ["#a", []],
  ["a#b '#c' \\_#d", ["a#b", "#c"]],
  ["''#a", ["#a"]],
  ["${A} \"${A}\" '${A}' x${a_1}y", ["v w", "v w", "${A}", "xxy"]],
  ["${EMPTY} ${NONE} ${NONE}a ${NONE}#b", ["", "a"]],
  ["\\${A}", ["${A}"]],
  ["\u{1F600}\\tü", ["\u{1F600}\tü"]],
])("splits %j", (text, words) => {
  expect(splitEnvString(text, (name) => VALUES[name])).toEqual([...words]);
});

/** GNU env reports an error for each of these too. */
test.each(["'a b", 'x "a', "'a\\'", '"a\\"', "a'", `"a' b`])("refuses %j, in which a quote does not end", (text) => {
  expect(splitEnvString(text, (name) => VALUES[name])).toBeUndefined();
});

/** GNU env reports an error for each of these. */
test.each<[string, readonly string[]]>([
  ["C:\\x\\y", ["C:\\x\\y"]],
  ['"a\\cb"', ["a\\cb"]],
  ["a $A ${} ${1} $", ["a", "$A", "${}", "${1}", "$"]],
  ["a\\", ["a\\"]],
])("keeps the parts of %j that env does not accept", (text, words) => {
  expect(splitEnvString(text, (name) => VALUES[name])).toEqual([...words]);
});
