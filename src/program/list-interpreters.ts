import type { Host } from "../host/host.ts";
import { chooseInterpreter } from "./choose-interpreter.ts";
import { describeProgram } from "./describe-start.ts";
import { INTERPRETERS } from "./interpreters.ts";

/** What runs the scripts of each interpreter on this Windows, a clause each; or why nothing does. */
export function listInterpreters(host: Pick<Host, "os" | "files" | "environment">): readonly string[] {
  return INTERPRETERS.map((interpreter) => {
    const chosen = chooseInterpreter(host, { interpreter, name: "", args: [], variables: {} });
    switch (chosen.kind) {
      case "luff":
        return `scripts for ${interpreter.name}: ${describeProgram({ program: undefined })}`;
      case "none":
        return `scripts for ${interpreter.name}: ${chosen.obstacle.reason}. ${chosen.obstacle.hint}`;
      default: {
        const args = chosen.kind === "program" ? [...chosen.args, ...chosen.scriptArgs] : [];
        return `scripts for ${interpreter.name}: ${describeProgram({ program: chosen.file, args, origin: chosen.origin })}`;
      }
    }
  });
}
