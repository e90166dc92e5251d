import { program, type TemplateFile } from "./template-file.ts";

/**
 * The programs by which Helm runs a plugin's Lua scripts: `bin/luff SCRIPT [args]`, and `bin\luff.cmd` on Windows. The script is named below
 * the plugin's folder, because Helm expands no variables in the arguments of getters and of hooks with `apiVersion: v1`. If luff is not
 * on PATH, they say what to install, and the status is 127. luff knows them by their name, and runs the script itself.
 */
export function luffWrapper(): readonly TemplateFile[] {
  return [program("bin/luff", shell("exit 127")), program("bin/luff.cmd", batch("exit /b 127"))];
}

/**
 * The same for a post-renderer of Helm 4, which shows nothing of what a failed post-renderer prints. So they print a list, which is no
 * manifest: Helm fails, and shows it.
 */
export function luffWrapperOfHelm4(): readonly TemplateFile[] {
  const why = "Helm 4 does not show what a failed post-renderer prints. It shows this list, because it is no manifest.";
  const list = [`- "Error: ${MISSING}"`, `- "Hint: ${INSTALL}"`];
  return [
    program("bin/luff", shell(`# ${why}`, ...list.map((line) => `echo '${line}'`), "exit 0")),
    program("bin/luff.cmd", batch(`rem ${why}`, ...list.map((line) => `echo ${line}`), "exit /b 0")),
  ];
}

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

const MISSING = "the plugin @NAME@ is written in Lua and needs luff, which is not on PATH";
const INSTALL =
  "Install luff, or add its folder to PATH: https://github.com/luff-run/luff has installers for every platform.";

const MARK = "# Helm runs this plugin's Lua scripts by this file";

/**
 * `ends` are the lines behind the message that luff is missing. If the plugin's own folder `bin`, or that of another such plugin, is on PATH,
 * its `luff` is not taken for luff: it would call itself without end. The second line of the file tells.
 */
function shell(...ends: readonly string[]): string {
  return `#!/bin/sh
${MARK}: bin/luff SCRIPT [args]. SCRIPT is in the plugin's folder.
# luff itself runs the script without it.
folder=$(CDPATH= cd -- "\${0%/*}/.." && pwd) || exit 1
# The first luff on PATH that is not such a file.
luff=
set -f
IFS=:
for place in $PATH; do
  file="\${place:-.}/luff"
  if [ -f "$file" ] && [ -x "$file" ]; then
    second=
    { read -r first && read -r second; } 2>/dev/null <"$file"
    case $second in "${MARK}"*) ;; *) luff=$file && break ;; esac
  fi
done
unset IFS
set +f
if [ -z "$luff" ]; then
  echo "Error: ${MISSING}" >&2
  echo "Hint: ${INSTALL}" >&2
${ends.map((line) => `  ${line}\n`).join("")}fi
script=$1
shift
exec "$luff" "$folder/$script" "$@"
`;
}

/** Has no labels, which cmd may miss in a file with LF at line ends. It looks for luff.exe alone, so it never finds itself. */
function batch(...ends: readonly string[]): string {
  return `@echo off
rem Helm on Windows runs this plugin's Lua scripts by this file: bin\\luff.cmd SCRIPT [args]. SCRIPT is in the plugin's folder.
rem luff itself runs the script without it.
setlocal
set "_luff="
for %%f in (luff.exe) do set "_luff=%%~$PATH:f"
if not defined _luff (
  >&2 echo Error: ${MISSING}
  >&2 echo Hint: ${INSTALL}
${ends.map((line) => `  ${line}\n`).join("")})
rem The script's name is the first of the arguments, which stay as they were given.
"%_luff%" "%~dp0.."/%*
`;
}
