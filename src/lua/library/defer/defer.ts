import type { LibraryModule } from "../library-function.ts";
import { setExitHandler } from "../../exit-handler.ts";
import { writeError } from "../../write-error.ts";
import source from "./defer.lua" with { type: "text" };

/** helm.defer: functions that run when the script ends. */
export const defer: LibraryModule = {
  source,
  functions: {
    /** Takes a function. The machine calls it before it ends; it returns whether all went well. */
    at_exit({ machine, state }) {
      setExitHandler(machine, state, 1);
      return undefined;
    },
    report({ machine }, message) {
      writeError(machine, message instanceof Uint8Array ? message : "(error object is not a string)");
      return undefined;
    },
  },
};
