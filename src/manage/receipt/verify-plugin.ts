import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { compareFiles, listFiles, readFileList, type FileDifferences } from "./file-list.ts";
import { fileFailure } from "../store/file-failure.ts";
import { pluginStore } from "../store/plugin-store.ts";
import { fileListPath, readReceipt, type Receipt } from "./receipt.ts";

/** The receipt of a plugin; undefined if another program installed it. */
export function receiptOf(host: Host, { folder }: InstalledPlugin): Receipt | undefined {
  const { base, directory } = pathStyle(host.os);
  return readReceipt(host, pluginStore(host.os, directory(folder)), base(folder));
}

/**
 * Compares a plugin's files with those that luff and the install hook made. Throws AppError "receipt-missing" if there
 * is nothing to compare with.
 */
export async function verifyPlugin(host: Host, installed: InstalledPlugin): Promise<FileDifferences> {
  const { base, directory } = pathStyle(host.os);
  const { folder, plugin } = installed;
  const receipt = receiptOf(host, installed);
  const recorded = readFileList(host, fileListPath(host, pluginStore(host.os, directory(folder)), base(folder)));
  if (receipt === undefined || recorded === undefined) throw nothingToCompare(plugin.name, receipt);
  try {
    return compareFiles(recorded, await listFiles(host, folder));
  } catch (error) {
    throw fileFailure(error, `read the plugin in ${folder}`);
  }
}

function nothingToCompare(name: string, receipt: Receipt | undefined): AppError {
  if (receipt?.origin.kind === "link") {
    return new AppError(
      "receipt-missing",
      `plugin "${name}" is linked to ${receipt.origin.path}, which is yours to change`,
      {
        hint: "Only a plugin that was copied or unpacked can be verified.",
      },
    );
  }
  return new AppError(
    "receipt-missing",
    `plugin "${name}" was not installed by luff, so luff has no list of its files`,
    {
      hint: "Install it again with luff: luff plugin install --force PATH.",
    },
  );
}
