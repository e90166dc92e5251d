import { definesMain } from "../defines-main.ts";
import type { Finding } from "../finding.ts";
import { inFile } from "../lint-context.ts";
import type { ScriptCalls } from "./check-scripts.ts";
import type { StartedScript } from "./started-scripts.ts";

/** What is wrong with the `main` of a script that luff starts. `calls` is undefined if they are not known. */
export function mainFindings(
  path: string,
  text: string,
  { needsMain }: StartedScript,
  calls: ScriptCalls | undefined,
): readonly Finding[] {
  const definition = definesMain(text);
  switch (definition) {
    case "none":
      return needsMain ? [missingMain(path)] : withoutEffect(path, calls);
    case "local":
      return needsMain ? [localMain(path)] : withoutEffect(path, calls);
    default:
      return calledMain(path, calls);
  }
}

function missingMain(path: string): Finding {
  const message = "the script defines no function main, which luff calls";
  const hint = "put the script's work into `function main(...) … end`";
  return inFile(path, { code: "main-missing", severity: "error", message, hint });
}

function localMain(path: string): Finding {
  const message = "the script's main is local, so luff does not find it";
  const hint = "write `function main(...)` without `local`";
  return inFile(path, { code: "main-local", severity: "error", message, hint });
}

/** luff calls main after the script has run: a script that calls it too does its work twice. */
function calledMain(path: string, calls: ScriptCalls | undefined): readonly Finding[] {
  return (calls?.main ?? []).map(({ line, column, branch }) => {
    const message = branch
      ? "the script may call main itself; luff calls it too, so that its work would be done twice"
      : "the script calls main itself; luff calls it too, so that its work is done twice";
    const hint = "remove the call: luff calls main, with the arguments";
    return inFile(
      path,
      { code: "main-called", severity: branch ? "warning" : "error", message, hint },
      { line, column },
    );
  });
}

function withoutEffect(path: string, calls: ScriptCalls | undefined): readonly Finding[] {
  if (calls === undefined || calls.acts) return [];
  const message = "the script does nothing: it calls no function, and has no global main that luff could call";
  const hint = "put the script's work into `function main(...) … end`";
  return [inFile(path, { code: "script-without-effect", severity: "warning", message, hint })];
}
