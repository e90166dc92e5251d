import { transferFunctions } from "../http/transfer-functions.ts";
import type { LibraryModule } from "../library-function.ts";
import source from "./http.lua" with { type: "text" };

/** socket.http: LuaSocket's requests, over the same connections as helm.http. */
export const socketHttp: LibraryModule = {
  source,
  facts: ({ version }) => ({ agent: `luff/${version}` }),
  functions: transferFunctions,
};
