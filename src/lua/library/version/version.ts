import { unmetNeed } from "../../../text/unmet-need.ts";
import { latin1 } from "../../bytes.ts";
import type { LibraryModule } from "../library-function.ts";
import { LUA_VERSION } from "../../lua-version.ts";
import source from "./version.lua" with { type: "text" };

/** helm.version: this luff's version, and whether it is new enough. */
export const version: LibraryModule = {
  source,
  facts: (host) => ({ luff: host.version, lua: LUA_VERSION }),
  functions: {
    /** What is missing: "luff 0.2 or later"; false if nothing is; nil if the constraint is none. */
    unmet({ host }, constraint) {
      const need = unmetNeed(constraint instanceof Uint8Array ? latin1(constraint) : "", host.version);
      return need === "invalid" ? undefined : (need ?? false);
    },
  },
};
