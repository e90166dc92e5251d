import { program, type TemplateFile } from "./template-file.ts";

/**
 * The programs by which Helm runs a plugin's Lua scripts: `bin/luff SCRIPT [args]`, and `bin\luff.cmd` on Windows. The script is named below
 * the plugin's folder, because Helm expands no variables in the arguments of getters and of hooks with `apiVersion: v1`. If no luff on
 * PATH can start, they say what to install, and the status is 127. luff knows them by their name, and runs the script itself.
 */
export function luffWrapper(): readonly TemplateFile[] {
  return filesOf(SCRIPTS, false);
}

/**
 * The same for a post-renderer of Helm 4, which shows nothing of what a failed post-renderer prints. So they print a list, which is no
 * manifest: Helm fails, and shows it.
 */
export function luffWrapperOfHelm4(): readonly TemplateFile[] {
  return filesOf(SCRIPTS, true);
}

/** The same for a post-renderer of Helm 4 that runs programs: the arguments are luff's. */
export function luffWrapperOfPrograms(): readonly TemplateFile[] {
  return filesOf(PROGRAMS, true);
}

function filesOf(wrapped: Wrapped, isPostRenderer: boolean): readonly TemplateFile[] {
  return [program("bin/luff", shell(wrapped, isPostRenderer)), program("bin/luff.cmd", batch(wrapped, isPostRenderer))];
}

/** What the programs start by luff. */
interface Wrapped {
  /** What the plugin is, in the message that luff is missing. */
  readonly plugin: string;
  /** What the programs are called with. */
  readonly call: string;
  readonly folder: string;
  readonly shell: string;
  readonly batch: string;
}

const SCRIPTS: Wrapped = {
  plugin: "the plugin @NAME@ is written in Lua and",
  call: "SCRIPT [args]. SCRIPT is in the plugin's folder.",
  folder: `case $0 in */*) folder=\${0%/*} ;; *) folder=. ;; esac
folder=$(CDPATH='' cd -- "$folder/.." && pwd) || exit 1
`,
  shell: `script=$folder/\${1-}
[ $# -eq 0 ] || shift
exec "$luff" "$script" "$@"`,
  batch: `rem The script's name is the first of the arguments, which stay as they were given.
"%_luff%" "%~dp0.."/%*`,
};

const PROGRAMS: Wrapped = {
  plugin: "the plugin @NAME@",
  call: "ARGS, which luff gets as they are.",
  folder: "",
  shell: `exec "$luff" "$@"`,
  batch: `"%_luff%" %*`,
};

/** A program that is started without arguments of the manifest, and runs a script by the wrapper. */
export function scriptStarter(path: string, script: string): readonly TemplateFile[] {
  const isInBin = path.startsWith("bin/");
  const note = `runs ${script} by ${isInBin ? "luff" : "bin/luff"} beside it.`;
  return [
    program(
      path,
      `#!/bin/sh\n# Helm starts this file: it ${note}\nexec "\${0%/*}/${isInBin ? "" : "bin/"}luff" ${script} "$@"\n`,
    ),
    program(
      `${path}.cmd`,
      `@echo off\nrem Helm starts this file on Windows: it ${note}\n"%~dp0${isInBin ? "" : "bin\\"}luff.cmd" ${script} %*\n`,
    ),
  ];
}

const INSTALL =
  "Install luff, or add its folder to PATH: https://github.com/luff-run/luff has installers for every platform.";

const WHY_LIST =
  "Helm 4 does not show what a failed post-renderer prints. It shows this list, because it is no manifest.";

const MARK = "# Helm runs this plugin";

/**
 * If the plugin's own folder `bin`, or that of another such plugin, is on PATH, its `luff` is not taken for luff: it would call itself without
 * end. The second line of the file tells. A file that no system starts, or a program for another processor, is passed by: some shells
 * take it for a script, and run what its bytes spell. For what else does not start, bash goes on, and other shells run the trap.
 */
const FIND_LUFF = `# The first luff on PATH that this system can start, and that is not such a file.
luff=
why="which is not on PATH"
set -f
IFS=:
path=\${PATH:+$PATH:}
for place in $path; do
  file=\${place:-.}/luff
  if [ ! -f "$file" ] || [ ! -x "$file" ]; then continue; fi
  first=
  second=
  [ -r "$file" ] && {
    IFS= read -r first
    case $first in "#!"*) IFS= read -r second ;; esac
  } <"$file"
  case $first/$second in
    "#!"*/"${MARK}"*) continue ;;
    "#!"* | MZ*) luff=$file ;;
    # Many systems of 64 bits run programs of 32 bits too.
    ?ELF*)
      its=$(processor "$file")
      own=$(processor /bin/sh)
      case $its in "\${own:-$its}" | *03?00 | *28?00) luff=$file ;; esac
      ;;
    [[:alnum:][:punct:][:space:]]*) [ -r "$file" ] || luff=$file ;;
    *) luff=$file ;;
  esac
  [ -z "$luff" ] || break
  why="but $file does not start on this system"
done
unset IFS
set +f
[ -n "$luff" ] || missing "$why"
trap 'missing "but $luff does not start on this system"' EXIT
# shellcheck disable=SC3044
shopt -s execfail 2>/dev/null
`;

/** The file for a POSIX shell. */
function shell(wrapped: Wrapped, isPostRenderer: boolean): string {
  const ends = isPostRenderer
    ? [`# ${WHY_LIST}`, `printf '%s\\n' "- \\"Error: $error\\""`, `echo '- "Hint: ${INSTALL}"'`, "exit 0"]
    : ["exit 127"];
  return `#!/bin/sh
${MARK} by this file: bin/luff ${wrapped.call}
# luff itself needs no such file.
missing() {
  error="${wrapped.plugin} needs luff, $1"
  printf '%s\\n' "Error: $error" >&2
  echo "Hint: ${INSTALL}" >&2
${ends.map((line) => `  ${line}\n`).join("")}}
# The bytes of an ELF program that name its processor.
processor() { od -An -tx1 -j18 -N2 "$1" 2>/dev/null; }
${wrapped.folder}${FIND_LUFF}${wrapped.shell}
`;
}

/** Has no labels, which cmd may miss in a file with LF at line ends. It looks for luff.exe alone, so it never finds itself. */
function batch(wrapped: Wrapped, isPostRenderer: boolean): string {
  const error = `${wrapped.plugin} needs luff, %_why%`;
  const ends = isPostRenderer
    ? [`rem ${WHY_LIST}`, `echo - "Error: ${error}"`, `echo - "Hint: ${INSTALL}"`, "exit /b 0"]
    : ["exit /b 127"];
  return `@echo off
rem Helm on Windows runs this plugin by this file: bin\\luff.cmd ${wrapped.call}
rem luff itself needs no such file.
setlocal DisableDelayedExpansion
set "_luff="
set "_why=which is not on PATH"
for %%f in (luff.exe) do set "_luff=%%~$PATH:f"
if defined _luff for %%f in ("%_luff%") do if "%%~zf"=="0" (
  set "_luff="
  set "_why=but the luff.exe on PATH is empty"
)
if not defined _luff (
  >&2 echo Error: ${error}
  >&2 echo Hint: ${INSTALL}
${ends.map((line) => `  ${line}\n`).join("")})
${wrapped.batch}
`;
}
