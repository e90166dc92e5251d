import type { MemberExpression, UnaryExpression, VisitorObject } from "oxc-parser";
import type { Edit } from "./mutation.ts";

type Handlers = {
  readonly [Type in keyof VisitorObject as Type extends `${string}:exit` ? never : Type]?: (
    node: Parameters<NonNullable<VisitorObject[Type]>>[0],
    source: string,
  ) => readonly Edit[];
};

/** A way to make a small fault: its effect on each kind of node. */
export interface Operator {
  readonly name: string;
  readonly on: Handlers;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const COMPARISONS: Readonly<Record<string, string>> = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
};
const CALCULATIONS: Readonly<Record<string, string>> = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "<<": ">>",
  ">>": "<<",
  "&": "|",
  "|": "&",
  "+=": "-=",
  "-=": "+=",
  "++": "--",
  "--": "++",
};
const CONNECTIVES: Readonly<Record<string, string>> = { "&&": "||", "||": "&&" };
const METHODS: Readonly<Record<string, string>> = {
  startsWith: "endsWith",
  endsWith: "startsWith",
  some: "every",
  every: "some",
  min: "max",
  max: "min",
  indexOf: "lastIndexOf",
  lastIndexOf: "indexOf",
  find: "findLast",
  toLowerCase: "toUpperCase",
  toUpperCase: "toLowerCase",
  push: "unshift",
  ceil: "floor",
  floor: "ceil",
};

/** Every operator. A mutant that does not compile counts for nothing, so they need not know types. */
export const OPERATORS: readonly Operator[] = [
  {
    name: "negate a condition",
    on: {
      IfStatement: ({ test }, source) => [negated(test, source)],
      ConditionalExpression: ({ test }, source) => [negated(test, source)],
      WhileStatement: ({ test }, source) => [negated(test, source)],
      ForStatement: ({ test }, source) => (test === null ? [] : [negated(test, source)]),
    },
  },
  { name: "drop a negation", on: { UnaryExpression: dropNegation } },
  { name: "swap a comparison", on: { BinaryExpression: (node, source) => swapBetween(node, source, COMPARISONS) } },
  {
    name: "swap a calculation",
    on: {
      BinaryExpression: (node, source) => swapBetween(node, source, CALCULATIONS),
      AssignmentExpression: (node, source) => swapBetween(node, source, CALCULATIONS),
      UpdateExpression: ({ operator, prefix, start, end }) => {
        const at = prefix ? start : end - operator.length;
        return replaced({ start: at, end: at + operator.length }, CALCULATIONS[operator]);
      },
    },
  },
  { name: "swap && and ||", on: { LogicalExpression: (node, source) => swapBetween(node, source, CONNECTIVES) } },
  {
    name: "drop an operand",
    on: {
      LogicalExpression: ({ start, end, left, right }) => [
        { start, end: right.start, text: "" },
        { start: left.end, end, text: "" },
      ],
    },
  },
  { name: "add one to a number", on: { Literal: (node) => changeNumber(node, 1) } },
  { name: "take one from a number", on: { Literal: (node) => changeNumber(node, -1) } },
  {
    name: "change a boolean",
    on: { Literal: (node) => (typeof node.value === "boolean" ? replaced(node, String(!node.value)) : []) },
  },
  {
    name: "change a text",
    on: {
      Literal: (node) => (typeof node.value === "string" ? replaced(node, node.value === "" ? '"mutated"' : '""') : []),
      TemplateLiteral: (node) => replaced(node, '""'),
    },
  },
  { name: "change a pattern", on: { Literal: changePattern } },
  {
    name: "drop a statement",
    on: {
      ExpressionStatement: (node) => ("directive" in node && node.directive != null ? [] : replaced(node, ";")),
      ThrowStatement: (node) => replaced(node, ";"),
      IfStatement: (node) => (node.alternate === null ? replaced(node, ";") : []),
      BreakStatement: (node) => replaced(node, ";"),
      ContinueStatement: (node) => replaced(node, ";"),
    },
  },
  {
    name: "return nothing",
    on: {
      ReturnStatement: ({ argument }) => (argument === null ? [] : nothing(argument)),
      ArrowFunctionExpression: ({ body, expression }) => (expression ? nothing(body) : []),
    },
  },
  {
    name: "drop an await",
    on: { AwaitExpression: ({ start, argument }) => [{ start, end: argument.start, text: "" }] },
  },
  {
    name: "drop an element",
    on: { ArrayExpression: ({ elements }) => dropEach(elements.filter((one) => one !== null)) },
  },
  { name: "drop a property", on: { ObjectExpression: ({ properties }) => dropEach(properties) } },
  {
    name: "drop an argument",
    on: { CallExpression: ({ arguments: given }) => dropEach(given).slice(-1) },
  },
  { name: "swap a method", on: { MemberExpression: swapMethod } },
];

function replaced({ start, end }: Span, text: string | undefined): Edit[] {
  return text === undefined ? [] : [{ start, end, text }];
}

function negated({ start, end }: Span, source: string): Edit {
  return { start, end, text: `!(${source.slice(start, end)})` };
}

function dropNegation({ operator, start, argument }: UnaryExpression): Edit[] {
  return operator === "!" ? [{ start, end: argument.start, text: "" }] : [];
}

interface Binary {
  readonly operator: string;
  readonly left: Span;
  readonly right: Span;
}

function swapBetween(
  { operator, left, right }: Binary,
  source: string,
  swaps: Readonly<Record<string, string>>,
): Edit[] {
  const start = source.indexOf(operator, left.end);
  return start >= right.start ? [] : replaced({ start, end: start + operator.length }, swaps[operator]);
}

function changeNumber({ value, start, end }: Literal, difference: number): Edit[] {
  if (typeof value === "bigint") return [{ start, end, text: `${value + BigInt(difference)}n` }];
  return typeof value === "number" ? [{ start, end, text: String(value + difference) }] : [];
}

type Literal = Parameters<NonNullable<VisitorObject["Literal"]>>[0];

/** A pattern that is looser at one of its ends, or takes one more or less, or another case. */
function changePattern({ value, raw, start, end }: Literal): Edit[] {
  if (!(value instanceof RegExp)) return [];
  const { source, flags } = value;
  const changed = [
    [source.replace(/^\^/, ""), flags],
    [source.replace(/\$$/, ""), flags],
    [source.replace(/(?<=[^\\])\+/, "*"), flags],
    [source.replace(/(?<=[^\\(])\*/, "+"), flags],
    [source, flags.replace("i", "")],
    [source, flags.replace("m", "")],
  ].map(([body, flag]) => `/${body || "(?:)"}/${flag}`);
  return changed.filter((text) => text !== raw).map((text) => ({ start, end, text }));
}

/** The empty value of the same kind where the syntax shows one, else undefined. */
function nothing(node: Span & { readonly type: string }): Edit[] {
  const empty = node.type === "ArrayExpression" ? "[]" : "undefined";
  return replaced(node, empty);
}

/** Leaves out one of several elements between commas. */
function dropEach(all: readonly Span[]): Edit[] {
  return all.map(({ start, end }, index) => {
    const next = all[index + 1];
    if (next !== undefined) return { start, end: next.start, text: "" };
    return { start: all[index - 1]?.end ?? start, end, text: "" };
  });
}

function swapMethod(node: MemberExpression): Edit[] {
  if (node.computed || node.property.type !== "Identifier" || !Object.hasOwn(METHODS, node.property.name)) return [];
  return replaced(node.property, METHODS[node.property.name]);
}
