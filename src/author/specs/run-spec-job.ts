import assertions from "../../../dist/lua-assertions.txt" with { type: "text" };
import { pluginVariables } from "../../helm/plugin-variables.ts";
import type { Host } from "../../host/host.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import type { LuaSettings } from "../../run/lua-settings.ts";
import { withManifestLimits } from "../../run/manifest-limits.ts";
import { planRun } from "../../run/plan-run.ts";
import { runLua } from "../../run/run-lua.ts";
import snapshot from "../../lua/library/test/snapshot.lua" with { type: "text" };
import { unpackText } from "../lua/unpack-text.ts";
import { pathStyle } from "../../platform/path-style.ts";
import coverage from "./coverage.lua" with { type: "text" };
import runner from "./runner.lua" with { type: "text" };
import type { SpecJob } from "./spec-job.ts";
import { specHome } from "./spec-variables.ts";

/** The runner's name in tracebacks, which the runner leaves out of them. */
const RUNNER = "luff plugin test";

/** What a run of specs gets of the command line. */
export interface SpecContext {
  readonly lua: LuaSettings;
  readonly note: ((text: string) => void) | undefined;
}

/** Runs a file of specs in this process, which is in the plugin's folder, as the plugin's script would run. Returns its exit status. */
export async function runSpecJob(
  host: Host,
  installed: InstalledPlugin,
  job: SpecJob,
  { lua, note }: SpecContext,
): Promise<number> {
  const { plugin, folder } = installed;
  const home = specHome(host.os, job.home);
  const variables = { ...home.variables, ...pluginVariables(plugin.name, folder) };
  const planned = planRun(host, installed, { args: [], variables });
  const script = planned.kind === "lua" ? planned.script : undefined;
  const args = planned.kind === "lua" ? planned.args : [];
  return runLua(host, {
    plugin: undefined,
    mainIsOptional: true,
    script: RUNNER,
    source: await sourceOf(host),
    args: [job.file, job.events, job.filter, job.covered.join("\n"), folder, pathStyle(host.os).separator, job.output],
    roots: [folder],
    variables,
    settings: withManifestLimits(lua, installed),
    specs: { folder: job.data, homeFolders: home.folders, plugin: folder, script, args },
    note,
  });
}

/** The assertions, which fill package.preload, and the runner behind them and behind what it calls, as functions. */
async function sourceOf({ compression }: Pick<Host, "compression">): Promise<Uint8Array> {
  const unpacked = await unpackText(compression, assertions);
  const called = `local function load_coverage(...)\n${coverage}end\nlocal function load_snapshot()\n${snapshot}end\n`;
  const own = new TextEncoder().encode(`\n${called}${runner}`);
  const whole = new Uint8Array(unpacked.length + own.length);
  whole.set(unpacked);
  whole.set(own, unpacked.length);
  return whole;
}
