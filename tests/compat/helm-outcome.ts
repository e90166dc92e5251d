import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { luffOnPath } from "../helpers/luff-on-path.ts";
import { testsBinary } from "../helpers/program-under-test.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";
import { type HelmCase, legacy, manifestText, type PluginFolder } from "./helm-case.ts";
import { platformWords } from "./platform-words.ts";

/** The outcome of a command line, with the sandbox's path written as `<root>`. */
export interface Outcome {
  /** The exit status as a shell shows it: 128 + n after a death by signal n. */
  readonly exit: number;
  /** How the reporting plugin was started; absent if it was not started. */
  readonly start?: Start;
  /** All that was printed on stdout beside the report. */
  readonly stdout: string;
  /** The first line on stderr, or "". */
  readonly stderr: string;
}

export interface Start {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly stdin: string;
  /** The variables that differ from the given ones; null for a removed variable. */
  readonly environment: Readonly<Record<string, string | null>>;
}

/** Variables that the reporting shell itself sets. */
const SET_BY_SHELL = new Set(["PWD", "OLDPWD", "SHLVL", "_"]);
const REPORT_FILE = readFileSync(join(import.meta.dir, "../fixtures/programs/report.sh"), "utf8");

/** Runs a case under a real Helm, in a sandbox of its own. */
export async function outcomeUnderHelm(helmCase: HelmCase, helm: string): Promise<Outcome> {
  using sandbox = createSandbox();
  return await run(prepare(sandbox, helmCase), [sandbox.link("bin/helm", helm)]);
}

/**
 * Runs a case under luff, in a sandbox of its own: an executable runs twice, since the second time it finds what it kept of
 * the first; the source keeps nothing and runs once.
 */
export async function outcomesUnderLuff(helmCase: HelmCase): Promise<readonly Outcome[]> {
  using sandbox = createSandbox();
  const prepared = prepare(sandbox, helmCase);
  // A `helm` at the same place as in the other runs, so that HELM_BIN can be compared.
  sandbox.write("bin/helm", "#!/bin/sh\n", 0o755);
  const first = await run(prepared);
  return testsBinary() ? [first, await run(prepared)] : [first];
}

interface Prepared {
  readonly sandbox: Sandbox;
  readonly helmCase: HelmCase;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

function prepare(sandbox: Sandbox, helmCase: HelmCase): Prepared {
  const words: Readonly<Record<string, string>> = { ...platformWords(sandbox.root), "@REPORT@": REPORT_FILE };
  const fill = (text: string): string => text.replaceAll(/@[A-Z_]+@/g, (word) => words[word] ?? word);
  lay(sandbox, helmCase, fill);
  if (helmCase.luffOnPath) luffOnPath(sandbox);
  const given = Object.entries(helmCase.env ?? {});
  const env = {
    PATH: `${sandbox.path("bin")}:${sandbox.env["PATH"]}`,
    HELM_BIN: undefined,
    ...Object.fromEntries(given.map(([name, value]) => [name, value === undefined ? value : fill(value)])),
  };
  return { sandbox, helmCase, args: helmCase.args.map(fill), env };
}

async function run({ sandbox, helmCase, args, env }: Prepared, program?: readonly string[]): Promise<Outcome> {
  const options = { env, stdin: helmCase.stdin ?? "", ...(program === undefined ? {} : { program }) };
  const result = await sandbox.run(args, options);
  const { prose = false, ignoredLines } = helmCase;
  return outcome(result, { ...sandbox.env, ...env }, { root: sandbox.root, prose, ignoredLines });
}

function lay(sandbox: Sandbox, helmCase: HelmCase, fill: (text: string) => string): void {
  const write = (path: string, text: string, executable = false): void => {
    const content = fill(text);
    sandbox.write(path, content, executable || content.startsWith("#!") ? 0o755 : 0o644);
  };
  for (const [path, given] of Object.entries(helmCase.plugins ?? { p: legacy() })) {
    const folder = path.includes("/") ? path : join("plugins", path);
    const plugin = isFolder(given) ? given : { manifest: given };
    write(join(folder, "plugin.yaml"), manifestText(plugin.manifest));
    for (const [name, text] of Object.entries({ "report.sh": "@REPORT@", ...plugin.files })) {
      write(join(folder, name), text, plugin.executable?.includes(name));
    }
  }
  for (const [path, content] of Object.entries(helmCase.files ?? {})) {
    if (typeof content === "string") write(path, content);
    else sandbox.write(path, content);
  }
  for (const [path, target] of Object.entries(helmCase.links ?? {})) sandbox.link(path, fill(target));
}

function isFolder(given: NonNullable<HelmCase["plugins"]>[string]): given is PluginFolder {
  return typeof given === "object" && "manifest" in given;
}

interface Normalise {
  readonly root: string;
  readonly prose: boolean;
  readonly ignoredLines: string | undefined;
}

function outcome(
  result: RunResult,
  given: Readonly<Record<string, string | undefined>>,
  { root, prose, ignoredLines }: Normalise,
): Outcome {
  const hide = (text: string): string => text.replaceAll(root, "<root>");
  const compared = (text: string): string =>
    ignoredLines === undefined ? text : text.replaceAll(new RegExp(`^${ignoredLines}.*\n`, "gm"), "");
  const begin = result.stdout.indexOf("program=");
  const facts = begin < 0 ? [] : result.stdout.slice(begin).split("\0");
  const rest = hide((begin < 0 ? result.stdout : result.stdout.slice(0, begin)) + (facts.pop() ?? ""));
  const first = hide(result.stderr.split("\n")[0] ?? "").replace(/^time=\S+ |(?<=^Debug: )\d+(?= ms: )/, "");
  return {
    exit: result.signal === null ? (result.exitCode ?? -1) : 128 + constants.signals[result.signal],
    ...(facts.length > 0 ? { start: startOf(facts.map(hide), given, hide) } : {}),
    stdout: prose && rest !== "" ? "<text>" : compared(rest),
    stderr: first,
  };
}

function startOf(
  facts: readonly string[],
  given: Readonly<Record<string, string | undefined>>,
  hide: (text: string) => string,
): Start {
  const all = (kind: string): string[] =>
    facts.filter((fact) => fact.startsWith(`${kind}=`)).map((fact) => fact.slice(kind.length + 1));
  const [program = "", folder = "", stdin = ""] = [all("program")[0], all("folder")[0], all("stdin")[0]?.slice(0, -1)];
  const environment: Record<string, string | null> = {};
  const seen = new Map(
    all("variable").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  for (const [name, value] of seen) {
    if (!SET_BY_SHELL.has(name) && hide(given[name] ?? "\0") !== value) environment[name] = value;
  }
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && !seen.has(name)) environment[name] = null;
  }
  const sorted = Object.fromEntries(Object.entries(environment).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { program, args: all("argument"), folder, stdin, environment: sorted };
}
