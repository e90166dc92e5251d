import { hidesQuery } from "../../http/address.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { Host } from "../../host/host.ts";
import { showUrl } from "../stage/show-url.ts";
import type { Origin, PackedOrigin } from "./receipt.ts";

/** Where a plugin came from before it was packed into a bundle, if it was in one and that is known; otherwise its origin. */
export function firstOrigin(origin: Origin): Origin {
  return origin.kind === "bundle" && origin.packed !== undefined ? origin.packed : origin;
}

/**
 * What a bundle keeps of a plugin's origin, for other machines: an archive's path only by its last part. Undefined for a folder, which has
 * nothing to be known by, and for an address with a query that may be a secret of git's.
 */
export function packedOrigin({ os }: Pick<Host, "os">, origin: Origin): PackedOrigin | undefined {
  const first = firstOrigin(origin);
  switch (first.kind) {
    case "link":
    case "copy":
    case "bundle":
      return undefined;
    case "archive":
      return { ...first, path: pathStyle(os).base(first.path) };
    case "git":
      return hidesQuery(showUrl(first.url)) ? undefined : first;
    case "http":
    case "github":
      return first;
  }
}
