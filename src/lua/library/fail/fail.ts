import type { LibraryModule } from "../library-function.ts";
import source from "./fail.lua" with { type: "text" };

/** helm.fail: ends the script with a message and an exit status. */
export const fail: LibraryModule = {
  source,
  facts: ({ os }) => ({ last_status: os === "windows" ? 2 ** 32 - 1 : 255 }),
};
