/** A program on PATH that can run a script, and its arguments before the script's path. */
export interface InterpreterProgram {
  readonly name: string;
  readonly args: readonly string[];
  /** More arguments, directly before the path of a script. */
  readonly scriptArgs: readonly string[];
}

export type ShellName = "sh" | "bash" | "zsh" | "ksh" | "fish";

/** The first of the programs that exists on PATH; if `isInGit`, else one of Git for Windows. */
export interface ProgramsRunner {
  readonly kind: "programs";
  readonly programs: readonly InterpreterProgram[];
  readonly isInGit: boolean;
}

/** What runs the scripts of an interpreter. */
export type Runner =
  /** A shell, which find-shell.ts finds. It gets paths with slashes. */
  | { readonly kind: "shell"; readonly shell: ShellName }
  | ProgramsRunner
  /** luff's own Lua. */
  | { readonly kind: "luff" };

export interface Interpreter {
  /** For messages: "a script for bash". */
  readonly name: string;
  /** Matches its names in a first line or a command, in lower case and without a folder or ".exe". */
  readonly names: RegExp;
  /** The endings of files that it runs, in lower case. A script's first line has priority. */
  readonly endings: readonly string[];
  readonly runner: Runner;
  /** What to install if no program runs its scripts. */
  readonly hint: string;
  /** Whether it reads scripts in UTF-16, or says itself that it does not. */
  readonly readsUtf16?: true;
}

/** A path of a shell, for messages. */
export const SHELL_EXAMPLE = "C:\\Program Files\\Git\\bin\\sh.exe";

const SHELL_HINT = `Install Git for Windows, or set LUFF_SHELL to the path of a shell, such as ${SHELL_EXAMPLE}.`;
const POWERSHELL = { args: ["-NoProfile", "-ExecutionPolicy", "Bypass"], scriptArgs: ["-File"] };

/** The interpreters for scripts that the system does not start by itself, in the order in which they are tried. */
export const INTERPRETERS: readonly Interpreter[] = [
  {
    name: "sh",
    names: /^(?:sh|dash|ash)$/,
    endings: [".sh"],
    runner: { kind: "shell", shell: "sh" },
    hint: SHELL_HINT,
  },
  {
    name: "bash",
    names: /^bash$/,
    endings: [".bash"],
    runner: { kind: "shell", shell: "bash" },
    hint: SHELL_HINT,
  },
  shell("zsh", /^zsh$/),
  shell("ksh", /^(?:ksh|ksh93|mksh)$/),
  shell("fish", /^fish$/),
  {
    name: "env",
    names: /^env$/,
    endings: [],
    runner: inGit("env"),
    hint: "luff itself knows env's options -S, -i, -u and -v. For others, add the folder of an env.exe to PATH.",
  },
  {
    name: "Python",
    names: /^python(?:3(?:\.\d+)?)?$/,
    endings: [".py"],
    runner: programs(["py", "-3"], ["python3"], ["python"]),
    hint: "Install Python 3 from python.org.",
  },
  {
    name: "Python 2",
    names: /^python2(?:\.\d+)?$/,
    endings: [],
    runner: programs(["py", "-2"], ["python2"]),
    hint: "Install Python 2, or ask the plugin's author for a script for Python 3.",
  },
  {
    name: "Node.js",
    names: /^(?:node|nodejs)$/,
    endings: [".js"],
    runner: programs(["node"]),
    hint: "Install Node.js.",
  },
  {
    name: "PowerShell",
    names: /^(?:pwsh|powershell)$/,
    endings: [".ps1"],
    runner: {
      kind: "programs",
      isInGit: false,
      programs: [
        { name: "pwsh", ...POWERSHELL },
        { name: "powershell", ...POWERSHELL },
      ],
    },
    hint: "Install PowerShell, or add its folder to PATH.",
    readsUtf16: true,
  },
  {
    name: "Perl",
    names: /^perl$/,
    endings: [".pl"],
    runner: inGit("perl"),
    hint: "Install Git for Windows, which has a Perl, or another Perl, and add its folder to PATH.",
    readsUtf16: true,
  },
  {
    name: "AWK",
    names: /^(?:awk|gawk|mawk|nawk)$/,
    endings: [],
    runner: inGit("awk", "gawk", "mawk"),
    hint: "Install Git for Windows, which has an AWK, or add the folder of an awk.exe to PATH.",
  },
  {
    name: "Ruby",
    names: /^ruby$/,
    endings: [".rb"],
    runner: programs(["ruby"]),
    hint: "Install Ruby, or add its folder to PATH.",
  },
  {
    name: "Lua",
    names: /^(?:luff|lua(?:5\.4)?)$/,
    endings: [".lua"],
    runner: { kind: "luff" },
    hint: "",
    readsUtf16: true,
  },
];

/**
 * The interpreter for a name such as "bash", "/usr/bin/python3" or "C:\x\node.exe". Any other name is a program on
 * PATH.
 */
export function interpreterByName(name: string): Interpreter {
  const base = baseName(name);
  return (
    knownInterpreter(name) ?? {
      name: base,
      names: /^$/,
      endings: [],
      runner: inGit(base),
      hint: isGitTool(base)
        ? `Install Git for Windows, which has ${base}, or add the folder of another ${base} to PATH.`
        : `Install ${base}, or add its folder to PATH.`,
    }
  );
}

/** Programs that plugins call on POSIX, and that Git for Windows has without putting them on PATH. */
const GIT_TOOLS =
  /^(?:basename|cat|chmod|cp|cut|date|dirname|expr|find|grep|gzip|head|ls|mkdir|mktemp|mv|rm|sed|sort|ssh|tail|tar|tee|touch|tr|uname|uniq|unzip|wc|xargs)$/;

/** Whether a word is the name of a program that Git for Windows has, such as "sed". */
export function isGitTool(word: string): boolean {
  return GIT_TOOLS.test(baseName(word).toLowerCase());
}

/** Matches the names of all interpreters in the list. Most programs are none of them, and a list of plugins asks for each. */
const ALL_NAMES = new RegExp(INTERPRETERS.map(({ names }) => names.source).join("|"));

/** The interpreter in the list for such a name; undefined if it has none. */
export function knownInterpreter(name: string): Interpreter | undefined {
  const base = baseName(name).toLowerCase();
  return ALL_NAMES.test(base) ? INTERPRETERS.find(({ names }) => names.test(base)) : undefined;
}

/** The interpreter in the list for a file's ending; undefined if it has none. */
export function interpreterByEnding(file: string): Interpreter | undefined {
  const lower = file.toLowerCase();
  return INTERPRETERS.find(({ endings }) => endings.some((ending) => lower.endsWith(ending)));
}

/** The part after the last slash or backslash, without ".exe". */
export function baseName(path: string): string {
  return path.replace(/^.*[\\/]/, "").replace(/\.exe$/i, "");
}

/** A shell that Git for Windows does not have. */
function shell(name: ShellName, names: RegExp): Interpreter {
  const hint = `Install ${name}, which MSYS2 and Cygwin have, and add its folder to PATH.`;
  return { name, names, endings: [`.${name}`], runner: { kind: "shell", shell: name }, hint };
}

function programs(...each: readonly (readonly [name: string, ...args: string[]])[]): ProgramsRunner {
  const all = each.map(([name, ...args]) => ({ name, args, scriptArgs: [] }));
  return { kind: "programs", programs: all, isInGit: false };
}

/** Programs that Git for Windows may have, without putting them on PATH. */
function inGit(...names: readonly string[]): ProgramsRunner {
  return { ...programs(...names.map((name): readonly [string] => [name])), isInGit: true };
}
