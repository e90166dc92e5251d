import { latin1 } from "../bytes.ts";
import type { LibraryFunction } from "./library-function.ts";
import { bytesOf } from "./text-of.ts";

/** How modules say what must not stay when the script ends in the middle of their work, as at the end of its time. */
export const temporaryFunctions: { readonly [name: string]: LibraryFunction } = {
  note_temporary({ machine }, path) {
    machine.temporaries.add(latin1(bytesOf(path)));
    return true;
  },
  forget_temporary({ machine }, path) {
    machine.temporaries.delete(latin1(bytesOf(path)));
    return true;
  },
};
