import { AppError } from "../../errors/app-error.ts";
import { takeOwnFlag, type OwnFlags } from "./own-flags.ts";
import { parseGoFloat, parseGoLiteral } from "../../helm/go-numbers.ts";
import { parseGoBool, type GlobalFlags } from "../../helm/helm-settings.ts";

type Mutable = { -readonly [Key in keyof GlobalFlags]: GlobalFlags[Key] };
type Take = (flags: Mutable, value: string) => void;

/** Flags with a value that Helm removes from a plugin's arguments (Helm's manuallyProcessArgs). */
const TAKEN = takers({
  "--kube-context": (flags, value) => (flags.kubeContext = value),
  "--namespace": (flags, value) => (flags.namespace = value),
  "-n": (flags, value) => (flags.namespace = value),
  "--kubeconfig": (flags, value) => (flags.kubeconfig = value),
  "--kube-apiserver": (flags, value) => (flags.kubeApiserver = value),
  "--kube-token": (flags, value) => (flags.kubeToken = value),
  "--kube-as-user": (flags, value) => (flags.kubeAsUser = value),
  "--kube-as-group": (flags, value) => (flags.kubeAsGroups = [...(flags.kubeAsGroups ?? []), value]),
  "--kube-ca-file": (flags, value) => (flags.kubeCaFile = value),
  "--kube-tls-server-name": (flags, value) => (flags.kubeTlsServerName = value),
  "--registry-config": (flags, value) => (flags.registryConfig = value),
  "--repository-cache": (flags, value) => (flags.repositoryCache = value),
  "--repository-config": (flags, value) => (flags.repositoryConfig = value),
});

/**
 * Global flags with a value that Helm reads but does not remove from the plugin's arguments. As in Helm, a number that
 * cannot be read is 0.
 */
const SEEN = takers({
  "--burst-limit": (flags, value) => (flags.burstLimit = parseGoLiteral(value).value),
  "--qps": (flags, value) => (flags.qps = parseGoFloat(value).value),
  "--content-cache": (flags, value) => (flags.contentCache = value),
  "--color": () => {},
  "--colour": () => {},
});

/** To Helm `-n=` is `-n` with the value "=". */
const EQUALS_SIGN = { name: "-n", value: "=" };

const SKIP_TLS = "--kube-insecure-skip-tls-verify";

export interface LeadingFlags {
  readonly flags: GlobalFlags;
  readonly own: OwnFlags;
  /** Flags that Helm reads and also passes to the plugin, unchanged. */
  readonly passed: readonly string[];
  /** The command word: the name of one of luff's commands or of a plugin, or a path; undefined if there is none. */
  readonly word: string | undefined;
  /** Everything after the word, unchanged. */
  readonly rest: readonly string[];
  /** Whether `--` comes before the word: nothing after it is for luff. */
  readonly ended: boolean;
  /** A request that replaces the command word. */
  readonly request: "help" | "version" | undefined;
}

/** Reads the flags before the command word. Throws AppError "usage" for an unknown flag or a missing value. */
export function takeLeadingFlags(argv: readonly string[]): LeadingFlags {
  const flags: Mutable = {};
  const own: OwnFlags = {};
  const passed: string[] = [];
  let next = 0;
  const found = (word: string | undefined, ended: boolean, request?: "help" | "version"): LeadingFlags => {
    return { flags, own, passed, word, rest: argv.slice(next), ended, request };
  };
  while (next < argv.length) {
    const argument = argv[next++] as string;
    if (argument === "--") return found(argv[next++], true);
    if (argument === "-h" || argument === "--help") return found(undefined, false, "help");
    if (argument === "--version") return found(undefined, false, "version");
    if (argument === "-" || !argument.startsWith("-")) return found(argument, false);
    const used =
      takeFlag(flags, argv, next - 1) || takeOwnFlag(own, argv, next - 1) || seeFlag(flags, argv, next - 1, passed);
    if (used === 0) throw unknownFlag(argument);
    next += used - 1;
  }
  return found(undefined, false);
}

/**
 * Takes Helm's global flags out of the arguments after a command word, up to `--`. Unlike Helm it keeps an empty
 * argument, and the word after the boolean `--kube-insecure-skip-tls-verify`.
 */
export function takeFlags(
  given: GlobalFlags,
  args: readonly string[],
): { readonly flags: GlobalFlags; readonly args: readonly string[] } {
  const flags: Mutable = { ...given };
  const kept: string[] = [];
  let next = 0;
  while (next < args.length && args[next] !== "--") {
    const used = takeFlag(flags, args, next) || seeFlag(flags, args, next, kept);
    if (used === 0) kept.push(args[next] as string);
    next += Math.max(used, 1);
  }
  return { flags, args: [...kept, ...args.slice(next)] };
}

/**
 * Returns the arguments of one of luff's own commands without the flags that Helm reads and also passes to plugins.
 * Throws AppError "usage" if such a flag has no value.
 */
export function dropSeenFlags(args: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let next = 0;
  while (next < args.length && args[next] !== "--") {
    if (SEEN.has(args[next] as string)) requireValue(args, next);
    const used = seeFlag({}, args, next, []);
    if (used === 0) kept.push(args[next] as string);
    next += Math.max(used, 1);
  }
  return [...kept, ...args.slice(next)];
}

/** Reads a flag that luff removes; returns the number of its arguments, 0 if there is no such flag. */
function takeFlag(flags: Mutable, args: readonly string[], at: number): number {
  const argument = args[at] as string;
  const { name, value } = argument === "-n=" ? EQUALS_SIGN : splitFlag(argument);
  if (argument === "--debug") {
    flags.debug = true;
    return 1;
  }
  if (name === SKIP_TLS) {
    flags.kubeInsecureSkipTlsVerify = requireBool(argument, value ?? "true");
    return 1;
  }
  const take = TAKEN.get(name);
  if (take === undefined) return 0;
  take(flags, value ?? requireValue(args, at));
  return value === undefined ? 2 : 1;
}

/**
 * Reads a flag that stays among the arguments and adds it to `kept`; returns the number of its arguments, 0 if there is
 * no such flag.
 */
function seeFlag(flags: Mutable, args: readonly string[], at: number, kept: string[]): number {
  const argument = args[at] as string;
  const { name, value } = splitFlag(argument);
  const see = SEEN.get(name);
  if (name === "--debug" && value !== undefined) flags.debug = parseGoBool(value) ?? false;
  else if (isShortNamespace(argument)) flags.namespace = argument.slice(2);
  else if (see === undefined) return 0;
  else if (value !== undefined) see(flags, value);
  else if (at + 1 < args.length) {
    see(flags, args[at + 1] as string);
    kept.push(argument, args[at + 1] as string);
    return 2;
  }
  kept.push(argument);
  return 1;
}

/** Whether an argument is `-nVALUE`. */
function isShortNamespace(argument: string): boolean {
  return argument.startsWith("-n") && argument.length > 2 && argument[2] !== "=";
}

/** A map, because every object has a "constructor", and a plugin's argument may be that word. */
function takers(byName: Readonly<Record<string, Take>>): ReadonlyMap<string, Take> {
  return new Map(Object.entries(byName));
}

function splitFlag(argument: string): { name: string; value: string | undefined } {
  const equals = argument.indexOf("=");
  return equals < 0
    ? { name: argument, value: undefined }
    : { name: argument.slice(0, equals), value: argument.slice(equals + 1) };
}

function requireValue(args: readonly string[], at: number): string {
  const value = args[at + 1];
  if (value !== undefined) return value;
  throw new AppError("usage", `the flag ${args[at]} needs a value, but no argument follows`, {
    hint: `Write ${args[at]} VALUE or ${args[at]}=VALUE; write a plugin's own flag of this name after "--".`,
  });
}

function requireBool(argument: string, value: string): boolean {
  const parsed = parseGoBool(value);
  if (parsed !== undefined) return parsed;
  throw new AppError("usage", `the flag ${argument} has the value "${value}", expected true or false`);
}

function unknownFlag(argument: string): AppError {
  return new AppError("usage", `unknown flag ${splitFlag(argument).name} before the command`, {
    hint: "Write a plugin's own flags after its name. 'luff help' lists the global flags.",
  });
}
