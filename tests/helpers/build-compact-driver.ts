/** Builds the driver of the QuickJS host: bun tests/helpers/build-compact-driver.ts OUTFILE */
import { resolve } from "node:path";
import { compileCompact } from "../../build/compact/compile-compact.ts";
import { TARGETS } from "../../build/targets.ts";

const target = TARGETS.find(({ host, os, arch }) => host === "quickjs" && os === "linux" && arch === "amd64");
const [outfile] = process.argv.slice(2);
if (target?.host !== "quickjs" || outfile === undefined) throw new Error("usage: build-compact-driver.ts OUTFILE");
await compileCompact(target, outfile, resolve(import.meta.dir, "compact-host-driver.ts"));
