import { sha256 } from "qjs:host";
import type { Digests } from "../digests.ts";

/** Digests in C: QuickJS alone would do a megabyte in a second. */
export const digests: Digests = { sha256 };
