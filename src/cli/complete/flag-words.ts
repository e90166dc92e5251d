import type { Candidate } from "./completion.ts";

/** A flag, as completion needs it. */
export interface FlagWords {
  /** All its names: "-o", "--output". */
  readonly names: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
}

/** Helm's global flags, which luff takes before and after a word. */
export const GLOBAL_FLAGS: readonly FlagWords[] = [
  flag("--debug", "tell plugins to print more; before a word, explain what luff does"),
  flag("--namespace NAME", "namespace of the request", "-n"),
  flag("--kube-context NAME", "context of the kubeconfig"),
  flag("--kubeconfig FILE", "the kubeconfig file"),
  flag("--kube-apiserver URL", "address and port of the API server"),
  flag("--kube-token TOKEN", "bearer token"),
  flag("--kube-as-user NAME", "user to impersonate"),
  flag("--kube-as-group NAME", "group to impersonate"),
  flag("--kube-ca-file FILE", "the API server's certificate authority"),
  flag("--kube-tls-server-name NAME", "server name to check the certificate for"),
  flag("--kube-insecure-skip-tls-verify", "do not check the certificate"),
  flag("--registry-config FILE", "the registry configuration"),
  flag("--repository-cache FOLDER", "cached repository indexes"),
  flag("--repository-config FILE", "the repository list"),
  flag("--burst-limit NUMBER", "limit of the client's bursts"),
  flag("--qps NUMBER", "queries per second"),
];

/** The options of the program `lua` that luff has too. */
export const LUA_FLAGS: readonly FlagWords[] = [
  flag("-e CODE", "run Lua code"),
  flag("-i", "try out Lua in a session"),
];

/** luff's own flags, which it takes only before a word. */
export const LEADING_FLAGS: readonly FlagWords[] = [
  flag("--builtin", "run luff's command, not a plugin of its name"),
  flag("--memory-limit SIZE", "memory of a Lua plugin"),
  flag("--time-limit DURATION", "time of a Lua plugin"),
  flag("--output-limit SIZE", "output of a Lua plugin"),
  flag("--no-binary-chunks", "refuse precompiled Lua"),
  flag("--version", "print luff's version"),
  flag("--help", "print help", "-h"),
];

/** The flags as candidates, by all of their names. */
export function flagCandidates(flags: readonly FlagWords[]): readonly Candidate[] {
  return flags.flatMap(({ names, description }) => names.map((word) => ({ word, description })));
}

/**
 * The flag whose value is at the cursor: the word before it is a flag that takes a value. Undefined if there is none, or the flag
 * before it already has its value.
 */
export function flagBeforeCursor(flags: readonly FlagWords[], before: readonly string[]): FlagWords | undefined {
  let open: FlagWords | undefined;
  for (const word of before) {
    if (word === "--" && open === undefined) return undefined;
    open = open === undefined ? flags.find(({ names, takesValue }) => takesValue && names.includes(word)) : undefined;
  }
  return open;
}

/** The flag whose value the word at the cursor has behind "=": "--output=j". Undefined if the word is no such flag. */
export function flagOfValue(flags: readonly FlagWords[], word: string): FlagWords | undefined {
  const end = word.indexOf("=");
  const name = word.slice(0, Math.max(0, end));
  return flags.find(({ names, takesValue }) => takesValue && names.includes(name));
}

function flag(words: string, description: string, short?: string): FlagWords {
  const [name = "", value] = words.split(" ");
  return { names: short === undefined ? [name] : [name, short], description, takesValue: value !== undefined };
}
