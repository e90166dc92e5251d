import { resolveLink } from "../../archive/safe-path.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { listLinks, type FileList } from "../receipt/file-list.ts";
import { showSource } from "./require-staged.ts";
import type { Staged } from "./staged.ts";

type LinkHost = Pick<Host, "os" | "files" | "disk">;

/**
 * Throws AppError "archive-unsafe" if a link of a plugin leads out of the plugin's folder, whether the plugin comes from an archive or a
 * repository. What is in a folder of the user's is the user's.
 */
export function requireInnerLinks(host: LinkHost, { folder, origin, files }: Staged): void {
  if (origin.kind === "link") return;
  const links = files === undefined ? listLinks(host, folder) : linksIn(files);
  for (const [path, target] of Object.entries(links)) {
    const fault = host.os === "windows" ? faultOnWindows(host, folder, target) : resolveLink(path.split("/"), target);
    if (typeof fault !== "string") continue;
    throw new AppError(
      "archive-unsafe",
      `luff does not install ${showSource(origin)}: the link ${JSON.stringify(path)} leads to ${JSON.stringify(target)}, ${fault}`,
      {
        hint: "No link may lead out of the plugin's folder. Report it to the plugin's author. luff kept nothing of it.",
      },
    );
  }
}

function linksIn(files: FileList): Readonly<Record<string, string>> {
  const links: Record<string, string> = Object.create(null);
  for (const path in files) {
    const file = files[path];
    if (file?.kind === "link") links[path] = file.target;
  }
  return links;
}

/** Windows says where a link leads in the end. It may write the letters of the same folder otherwise. */
function faultOnWindows({ os, files }: LinkHost, folder: string, target: string): string | undefined {
  const root = `${files.realPath(folder)}${pathStyle(os).separator}`;
  return target.toUpperCase().startsWith(root.toUpperCase()) ? undefined : "outside of it";
}
