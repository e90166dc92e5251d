import * as native from "qjs:host";
import type { PathOperations } from "../descriptors.ts";
import { luaTemporaryFolder } from "./temporary-directory.ts";
import { toBytes } from "./text.ts";

/** Entries of folders by path. */
export const pathOperations: PathOperations = {
  remove: native.remove,
  rename: native.rename,
  makeTemporaryFile: (prefix) => native.makeTemporaryFile(toBytes(`${luaTemporaryFolder()}${prefix}XXXXXX`)),
};
