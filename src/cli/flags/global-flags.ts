import { AppError } from "../../errors/app-error.ts";
import { takeOwnFlag, type OwnFlags } from "./own-flags.ts";
import { parseGoFloat, parseGoLiteral } from "../../helm/go-numbers.ts";
import { parseGoBool, type GlobalFlags } from "../../helm/helm-settings.ts";

type Mutable = { -readonly [Key in keyof GlobalFlags]: GlobalFlags[Key] };
/** The settings that are text, or a list of texts. */
type TextSetting =
  | "kubeContext"
  | "namespace"
  | "kubeconfig"
  | "kubeApiserver"
  | "kubeToken"
  | "kubeAsUser"
  | "kubeAsGroups"
  | "kubeCaFile"
  | "kubeTlsServerName"
  | "registryConfig"
  | "repositoryCache"
  | "repositoryConfig";

/** Flags with a value that Helm removes from a plugin's arguments (Helm's manuallyProcessArgs). */
const TAKEN: Readonly<Record<string, TextSetting>> = {
  "--kube-context": "kubeContext",
  "--namespace": "namespace",
  "-n": "namespace",
  "--kubeconfig": "kubeconfig",
  "--kube-apiserver": "kubeApiserver",
  "--kube-token": "kubeToken",
  "--kube-as-user": "kubeAsUser",
  "--kube-as-group": "kubeAsGroups",
  "--kube-ca-file": "kubeCaFile",
  "--kube-tls-server-name": "kubeTlsServerName",
  "--registry-config": "registryConfig",
  "--repository-cache": "repositoryCache",
  "--repository-config": "repositoryConfig",
};

/** Global flags with a value that Helm reads but does not remove from the plugin's arguments. */
const SEEN: readonly string[] = ["--burst-limit", "--qps", "--content-cache", "--color", "--colour"];

/** To Helm `-n=` is `-n` with the value "=". */
const EQUALS_SIGN = { name: "-n", value: "=" };

const SKIP_TLS = "--kube-insecure-skip-tls-verify";

export interface LeadingFlags {
  readonly flags: GlobalFlags;
  readonly own: OwnFlags;
  /** Flags that Helm reads and also passes to the plugin, unchanged. */
  readonly passed: readonly string[];
  /**
   * The command word: the name of one of luff's commands or of a plugin, a path, or an option of the program `lua`; undefined if
   * there is none.
   */
  readonly word: string | undefined;
  /** Everything after the word, unchanged. */
  readonly rest: readonly string[];
  /** Whether `--` comes before the word: nothing after it is for luff. */
  readonly ended: boolean;
  /** A request that replaces the command word. */
  readonly request: "help" | "version" | undefined;
}

/**
 * Whether an argument is an option of the program `lua` that luff has too: the script on stdin, code to run, a session. The words
 * behind it are read as `lua` reads them.
 */
export function isLuaOption(argument: string): boolean {
  return argument === "-" || argument === "-i" || argument.startsWith("-e");
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
    if (!argument.startsWith("-") || isLuaOption(argument)) return found(argument, false);
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
    const argument = args[next] as string;
    const used = argument.startsWith("-") ? takeFlag(flags, args, next) || seeFlag(flags, args, next, kept) : 0;
    if (used === 0) kept.push(argument);
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
    if (SEEN.includes(args[next] as string)) requireValue(args, next);
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
  // Every object has a "constructor", and a plugin's argument may be that word.
  const taken = Object.hasOwn(TAKEN, name) ? TAKEN[name] : undefined;
  if (taken === undefined) return 0;
  const text = value ?? requireValue(args, at);
  if (taken === "kubeAsGroups") flags.kubeAsGroups = [...(flags.kubeAsGroups ?? []), text];
  else flags[taken] = text;
  return value === undefined ? 2 : 1;
}

/**
 * Reads a flag that stays among the arguments and adds it to `kept`; returns the number of its arguments, 0 if there is
 * no such flag.
 */
function seeFlag(flags: Mutable, args: readonly string[], at: number, kept: string[]): number {
  const argument = args[at] as string;
  const { name, value } = splitFlag(argument);
  if (name === "--debug" && value !== undefined) flags.debug = parseGoBool(value) ?? false;
  else if (isShortNamespace(argument)) flags.namespace = argument.slice(2);
  else if (!SEEN.includes(name)) return 0;
  else if (value !== undefined) setSeen(flags, name, value);
  else if (at + 1 < args.length) {
    setSeen(flags, name, args[at + 1] as string);
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

/** Reads the value of a flag of SEEN. As in Helm, a number that cannot be read is 0, and luff does not use the colour. */
function setSeen(flags: Mutable, name: string, value: string): void {
  if (name === "--burst-limit") flags.burstLimit = parseGoLiteral(value).value;
  else if (name === "--qps") flags.qps = parseGoFloat(value).value;
  else if (name === "--content-cache") flags.contentCache = value;
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
  const asksVersion = argument === "-v" || argument === "-V";
  return new AppError("usage", `unknown flag ${splitFlag(argument).name} before the command`, {
    hint: asksVersion
      ? "Run 'luff version' for luff's version."
      : "Write a plugin's own flags after its name. 'luff help' lists the global flags.",
  });
}
