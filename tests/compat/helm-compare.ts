import { isDeepStrictEqual } from "node:util";
import type { Outcome } from "./helm-outcome.ts";

/** One fact of an outcome: `exit`, `program`, `args`, `folder`, `stdin`, `environment.NAME`, `stdout` or `complains`. */
export type Facts = Readonly<Record<string, unknown>>;

export interface FieldDifference {
  readonly field: string;
  /** Undefined if there is no such fact. */
  readonly helm: unknown;
  readonly luff: unknown;
}

/**
 * Every fact in which two outcomes differ. Of stderr only its presence is a fact, since each program has its own wording. If only
 * one of them started the plugin, the environment, the folder and stdin are not compared.
 */
export function differencesOf(helm: Outcome, luff: Outcome): readonly FieldDifference[] {
  const both = helm.start !== undefined && luff.start !== undefined;
  const [a, b] = [factsOf(helm, both), factsOf(luff, both)];
  const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return fields
    .filter((field) => !isDeepStrictEqual(a[field], b[field]))
    .map((field) => ({ field, helm: a[field], luff: b[field] }));
}

/** An outcome as facts; `surroundings` asks for environment, folder and stdin too. */
export function factsOf({ exit, start, stdout, stderr }: Outcome, surroundings: boolean): Facts {
  return {
    exit,
    ...(start === undefined ? {} : { program: start.program, args: start.args }),
    ...(start === undefined || !surroundings
      ? {}
      : { folder: start.folder, stdin: start.stdin, ...variables(start.environment) }),
    stdout,
    complains: stderr !== "",
  };
}

function variables(environment: Facts): Facts {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [`environment.${name}`, value]));
}
