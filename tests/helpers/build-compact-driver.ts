/** Builds the driver of the QuickJS host: bun tests/helpers/build-compact-driver.ts OUTFILE [--sanitize] */
import { resolve } from "node:path";
import { compileCompact } from "../../build/compact/compile-compact.ts";
import { TARGETS } from "../../build/targets.ts";

const target = TARGETS.find(({ host, os, arch }) => host === "quickjs" && os === "linux" && arch === "amd64");
const [outfile, flag] = process.argv.slice(2);
if (target?.host !== "quickjs" || outfile === undefined) throw new Error("usage: build-compact-driver.ts OUTFILE");
const entrypoint = resolve(import.meta.dir, "compact-host-driver.ts");
await compileCompact(target, outfile, { entrypoint, sanitize: flag === "--sanitize" });
