import * as native from "qjs:host";
import type { Entries } from "../entries.ts";

const WINDOWS = native.os === "windows";

/** Files, folders and links by paths that are bytes, with the C library. */
export const entries: Entries = {
  status: native.status,
  list: native.list,
  makeFolder: native.makeFolder,
  setMode: native.setMode,
  makeLink: (path, target, toFolder) =>
    WINDOWS && toFolder ? native.linkFolder(path, target) : native.makeLink(path, target),
  readLink: (path) => (WINDOWS ? native.realPath(path) : native.readLink(path)),
  setTimes: native.setTimes,
  workingFolder: native.workingDirectory,
  changeFolder: native.changeFolder,
};
