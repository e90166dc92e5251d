import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { compareFiles, listFiles, readFileList, type FileDifferences } from "./file-list.ts";
import { fileFailure } from "../store/file-failure.ts";
import { pluginStore } from "../store/plugin-store.ts";
import { findOrigin } from "./find-origin.ts";
import { fileListPath, type Origin } from "./receipt.ts";

/**
 * Compares a plugin's files with those that luff and the install hook made. Throws AppError "receipt-missing" if there
 * is nothing to compare with.
 */
export async function verifyPlugin(host: Host, installed: InstalledPlugin): Promise<FileDifferences> {
  const { base, directory } = pathStyle(host.os);
  const { folder, plugin } = installed;
  const found = findOrigin(host, folder);
  const isOwn = found?.receipt !== undefined && !found.isForeign;
  const list = fileListPath(host, pluginStore(host.os, directory(folder)), base(folder));
  const recorded = isOwn ? readFileList(host, list) : undefined;
  if (recorded === undefined) throw nothingToCompare(plugin.name, found?.origin);
  try {
    return compareFiles(recorded, await listFiles(host, folder));
  } catch (error) {
    throw fileFailure(error, `read the plugin in ${folder}`);
  }
}

function nothingToCompare(name: string, origin: Origin | undefined): AppError {
  if (origin?.kind === "link") {
    const message = `plugin "${name}" is a link to ${origin.path}: it has no files of its own to compare`;
    return new AppError("receipt-missing", message, {
      hint: "The folder is yours to change. Only a plugin that was copied or unpacked can be verified.",
    });
  }
  const message = `plugin "${name}" was installed or changed by another program than luff, so luff has no list of its files`;
  return new AppError("receipt-missing", message, {
    advice: "install-again",
  });
}
