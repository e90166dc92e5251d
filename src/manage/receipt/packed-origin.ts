import { hidesQuery } from "../../http/address.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { Host } from "../../host/host.ts";
import { showUrl } from "../stage/show-url.ts";
import type { FirstOrigin, Origin, PackedOrigin } from "./receipt.ts";

/** Where a plugin came from before it was packed into a bundle, if it was in one and that is known; otherwise its origin. */
export function firstOrigin(origin: Origin): FirstOrigin {
  return origin.kind === "bundle" && origin.packed !== undefined ? origin.packed : origin;
}

/**
 * What a bundle keeps of a plugin's origin, for other machines: the path of a folder or an archive only by its last part. Undefined if there
 * is nothing to know it by, and for an address with a query that may be a secret of git's.
 */
export function packedOrigin({ os }: Pick<Host, "os">, origin: Origin): PackedOrigin | undefined {
  const first = firstOrigin(origin);
  switch (first.kind) {
    case "link":
    case "copy":
      return { kind: "folder", path: pathStyle(os).base(first.path) };
    case "bundle":
      return undefined;
    case "archive":
      return { ...first, path: pathStyle(os).base(first.path) };
    case "git":
      return hidesQuery(showUrl(first.url)) ? undefined : first;
    case "folder":
    case "http":
    case "github":
      return first;
  }
}
