import { findOutdated, type OutdatedPlugin } from "../../manage/change/find-outdated.ts";
import type { ConnectionWishes } from "../../manage/stage/connection.ts";
import { renderStructured, type OutputFormat } from "../../output/structured.ts";
import { renderTable } from "../../output/table.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { sanitiseText } from "../../text/sanitise-text.ts";
import type { AppError } from "../../errors/app-error.ts";
import type { CliContext } from "../context.ts";
import { tableWidth } from "../notes/table-width.ts";
import { readUnpackLimits } from "../flags/read-unpack-limits.ts";
import { createManageContext } from "./create-manage-context.ts";
import { describeSource } from "./describe-origin.ts";
import { throwFailures } from "./for-each-of.ts";

/** Prints the plugins whose source has something newer. Throws AppError with the code of the first failure at the end. */
export async function listOutdated(
  luff: CliContext,
  plugins: readonly InstalledPlugin[],
  { output, connection }: { readonly output: OutputFormat; readonly connection: ConnectionWishes },
): Promise<void> {
  const failures: AppError[] = [];
  const failed = (error: AppError): void => void failures.push(error);
  const unasked: string[] = [];
  const skipped = (name: string): void => void unasked.push(name);
  const manage = createManageContext(luff, "stderr");
  const limits = readUnpackLimits("plugin list", undefined);
  const found = await findOutdated(manage, plugins, { connection, limits, failed, skipped });
  luff.host.terminal.write(
    "stdout",
    output === "table" ? table(found, tableWidth(luff.host.terminal)) : await renderStructured(output, found.map(row)),
  );
  if (unasked.length > 0) {
    manage.note(`luff knows no source that it can ask for something newer of: ${unasked.join(", ")}`);
  }
  throwFailures(failures, "sources could not be asked");
}

function row({ installed: { plugin, folder }, origin, pinned, available, latest }: OutdatedPlugin) {
  const { name, version } = plugin;
  return { name, version, available, latest, pinned, folder, origin };
}

function table(found: readonly OutdatedPlugin[], width: number): string {
  const header = ["NAME", "VERSION", "AVAILABLE", "LATEST", "SOURCE"];
  const cells = found.map((each) => {
    const { name, version } = each.installed.plugin;
    const note = each.pinned ? " (pinned)" : "";
    return [name, version + note, describeAvailable(each), each.latest ?? "", describeSource(each.origin)].map(
      sanitiseText,
    );
  });
  return renderTable([header, ...cells], width, { middle: header.indexOf("SOURCE") });
}

/** A tag by its name. What stays under its name when it changes, a branch or a file, has its commit or digest as well. */
function describeAvailable({ available, origin }: OutdatedPlugin): string {
  if (available === null) return "";
  if ("sha256" in available) return `SHA-256 ${available.sha256.slice(0, 12)}`;
  const moved = (origin.kind === "git" ? origin.ref : "tag" in origin && origin.tag) === available.ref;
  return moved && available.commit !== undefined
    ? `${available.ref} (${available.commit.slice(0, 12)})`
    : available.ref;
}
