import { AppError } from "../../errors/app-error.ts";
import type { ManageContext } from "../../manage/manage-context.ts";
import { listKnown } from "../../manage/list-known.ts";
import { applySet, findSurplus, planSet, settleChanges, type SetRequest } from "../../manage/set/apply-set.ts";
import { changesOfInstalled } from "../../manage/change/local-changes.ts";
import type { FileDifferences } from "../../manage/receipt/file-list.ts";
import type { EntryOutcome } from "../../manage/set/install-set.ts";
import { inEntry } from "../../manage/set/in-entry.ts";
import { loadSet, type LoadedSet } from "../../manage/set/load-set.ts";
import { firstOrigin } from "../../manage/receipt/packed-origin.ts";
import { previewLock } from "../../manage/set/keep-lock.ts";
import type { EntryPlan } from "../../manage/set/plan-set.ts";
import type { SetEntry } from "../../manage/set/plugin-set.ts";
import { previewEntry } from "../../manage/set/preview-entry.ts";
import { stoppedAmong } from "../../manage/store/stopped-before.ts";
import { serversOf } from "../../manage/stage/connection-for.ts";
import { showUrl } from "../../manage/stage/show-url.ts";
import { renderStructured, type OutputFormat } from "../../output/structured.ts";
import { showPlatform } from "../../platform/platform-text.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { terminalLine } from "../../text/terminal-line.ts";
import { absolutePath } from "../files/absolute-path.ts";
import { requireOneServer } from "../flags/connection-flags.ts";
import { describeWithSteps } from "../notes/report-problems.ts";
import { writeWarnings } from "../notes/write-warnings.ts";
import { describeOrigin, describeRevision, describeSource } from "./describe-origin.ts";
import { linesOf, throwFailures } from "./for-each-of.ts";
import { hookLines, previewHook } from "./preview-hook.ts";
import { namingSet } from "./naming-set.ts";
import { fewOf, noteLost, type LostChanges } from "./note-lost.ts";
import { warnInstalled } from "./warn-installed.ts";
import { STILL_PINNED } from "./still-pinned.ts";
import { warnPending } from "./warn-pending.ts";

/** What `luff plugin install -f FILE` was asked for. */
export interface SetCall extends SetRequest {
  readonly file: string;
  readonly dryRun: boolean;
  readonly output: OutputFormat;
}

interface Result {
  readonly line: string;
  /** More lines, below it. */
  readonly more?: readonly string[];
  readonly value: Readonly<Record<string, unknown>>;
}

/** What comes of a lock file for each wish. */
const LOCK_USES = { write: "none", require: "required", keep: "if-there" } as const;

/** Brings the installed plugins in line with a set of plugins, and prints what it did. Throws AppError with the code of the first failure in the file at the end. */
export async function runSet(context: ManageContext, call: SetCall): Promise<void> {
  const { host } = context;
  const platforms = [showPlatform(host)];
  const lockUse = { use: LOCK_USES[call.lock], platforms };
  const set = await loadSet(host, absolutePath(host, call.file), lockUse).catch((error: unknown) => {
    throw error instanceof AppError ? namingSet(error, call.file) : error;
  });
  if (call.dryRun) warnPending(context);
  else await settleChanges(context);
  if (call.prune) await findSurplus(context, set);
  const { failed, failures } = gatherFailures(set, call);
  const plans = await planSet(context, set, failed);
  requireOneServer(call.connection, serversOf(plans.map(({ source }) => source)));
  const results: Result[] = [];
  const report = (result: Result): void => {
    results.push(result);
    const lines = [result.line, ...(result.more ?? [])];
    if (call.output === "table") host.terminal.write("stdout", lines.map((line) => `${terminalLine(line)}\n`).join(""));
  };
  try {
    if (call.dryRun) {
      await previewPlans(context, { set, plans, call }, { report, failed });
      const surplus = call.prune && failures().length === 0 ? await findSurplus(context, set) : [];
      if (failures().length === 0) await sayLock(context, { set, plans, call });
      for (const installed of surplus) report(prunedOf(installed, call));
    } else {
      const come: InstalledPlugin[] = [];
      await applySet(context, { set, plans }, call, {
        done: (outcome) => {
          report(resultOf(outcome));
          noteOutcome(context, outcome);
          if (outcome.plan.kind !== "keep") come.push(outcome.installed);
        },
        failed,
        wrote: (path) => {
          sayOfLock(context, call, { line: `Wrote lock file: ${path}`, note: `wrote the lock file ${path}` });
        },
        pruned: (installed) => report(prunedOf(installed, call)),
      });
      for (const installed of come) await warnInstalled(host, installed);
    }
  } catch (error) {
    throw stoppedAmong(error, [], failures().flatMap(linesOf));
  } finally {
    const values = results.map(({ value }) => value);
    if (call.output !== "table") host.terminal.write("stdout", await renderStructured(call.output, values));
  }
  if (call.prune && failures().length === 0) await warnUnusable(context);
  throwFailures(failures(), "plugins of the set failed");
}

interface GatheredFailures extends Pick<PreviewWatcher, "failed"> {
  /** In the order of the file. */
  readonly failures: () => readonly AppError[];
}

function gatherFailures({ entries }: LoadedSet, { file }: SetCall): GatheredFailures {
  const found = new Map<SetEntry, AppError>();
  return {
    failed: (error, entry) => void found.set(entry, namingSet(error, file)),
    failures: () => entries.flatMap((entry) => found.get(entry) ?? []),
  };
}

/** Says what a prune leaves in the first plugins folder because it cannot be used: it may be in the set or not. */
async function warnUnusable(context: ManageContext): Promise<void> {
  const { host, cache, directories, byDefault } = context;
  const { broken } = await listKnown({ host, cache }, { directories: directories.slice(0, 1), byDefault });
  writeWarnings(host.terminal, await describeWithSteps(context, broken));
}

interface Previewing {
  readonly set: LoadedSet;
  readonly plans: readonly EntryPlan[];
  readonly call: SetCall;
}

interface PreviewWatcher {
  readonly report: (result: Result) => void;
  readonly failed: (error: AppError, entry: SetEntry) => void;
}

/** Reports what would be done for each entry, with the hook that would run, and names those whose hooks are not known. */
async function previewPlans(
  context: ManageContext,
  { set, plans, call }: Previewing,
  { report, failed }: PreviewWatcher,
): Promise<void> {
  const unknown: string[] = [];
  for (const plan of plans) {
    const preview = previewOf(plan);
    if (plan.kind === "change" && plan.present !== undefined) {
      noteLost(context, changesOf(plan, await changesOfInstalled(context, plan.present.installed)), true);
    }
    if (plan.kind === "keep" || !call.runHooks) {
      report(preview);
      continue;
    }
    try {
      const plugin = await previewEntry(context, plan, call);
      if (plugin === undefined) unknown.push(plan.entry.name);
      const hook = plugin && previewHook(context.host, plugin, "install");
      const value = hook === undefined ? preview.value : { ...preview.value, hook };
      report({ ...preview, more: hookLines(hook ?? null), value });
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "interrupted") throw error;
      failed(inEntry(set, plan.entry, error), plan.entry);
    }
  }
  if (unknown.length === 0) return;
  context.note(`whether a hook would run is known only after a download: ${unknown.join(", ")}`);
}

/** Says what would come of the lock file. */
async function sayLock(context: ManageContext, { set, plans, call }: Previewing): Promise<void> {
  if (call.lock === "require") return;
  const keeping = { set, always: call.lock === "write", platforms: call.platforms, wish: call };
  const preview = await previewLock(context, keeping, plans);
  const path = set.lockPath;
  if (preview === "write") {
    sayOfLock(context, call, { line: `Would write lock file: ${path}`, note: `would write the lock file ${path}` });
  }
  if (preview === "keep") {
    const line = `Lock file would stay as it is: ${path}`;
    sayOfLock(context, call, { line, note: `the lock file ${path} would stay as it is` });
  }
}

/** What is printed for programs has no place for it: a note says it. */
function sayOfLock(
  { host, note: tell }: ManageContext,
  { output }: SetCall,
  { line, note }: { readonly line: string; readonly note: string },
): void {
  if (output === "table") host.terminal.write("stdout", `${terminalLine(line)}\n`);
  else tell(note);
}

function noteOutcome(context: ManageContext, { plan, lost }: EntryOutcome): void {
  if (lost !== undefined) noteLost(context, changesOf(plan, lost), false);
}

function changesOf({ entry, lacks }: EntryPlan, lost: FileDifferences): LostChanges {
  return { name: entry.name, lost, isMended: lacks !== undefined };
}

function previewOf({ kind, entry, present, lacks }: EntryPlan): Result {
  const { name, url } = entry;
  if (lacks !== undefined) {
    return { line: `Would mend plugin: ${name}, which lacks ${fewOf(lacks)}`, value: { name, result: "would-mend" } };
  }
  if (kind === "keep") {
    return { line: `Plugin ${name} is as the set wants it and would stay`, value: { name, result: "kept" } };
  }
  const version = entry.version === "" ? "" : ` at ${entry.version}`;
  const former = present?.origin === undefined ? "" : ` from ${describeSource(present.origin)}`;
  const from =
    present === undefined ? "" : `, which is ${versionOf(present.installed.plugin.version, present.origin)}${former}`;
  const verb = kind === "install" ? "install" : "change";
  return {
    line: `Would ${verb} plugin: ${name}${from}, ${kind === "install" ? "from" : "to what the set has:"} ${showUrl(url)}${version}`,
    value: { name, result: `would-${verb}` },
  };
}

function resultOf({ plan, installed, origin, pinned }: EntryOutcome): Result {
  const { kind, present } = plan;
  const { plugin, folder } = installed;
  const { name, version } = plugin;
  const value = { name, version, folder, origin: origin ?? null, ...(pinned && { pinned }) };
  const now = versionOf(version, origin);
  if (kind === "keep") {
    return { line: `Plugin ${name} is as the set wants it: ${now}`, value: { ...value, result: "kept" } };
  }
  if (kind === "install" || present === undefined) {
    const where = origin === undefined ? "" : `, ${describeOrigin(origin)}`;
    return { line: `Installed plugin: ${name} ${version}${where}`, value: { ...value, result: "installed" } };
  }
  if (plan.lacks !== undefined) {
    const line = `Mended plugin: ${name}, which lacked ${fewOf(plan.lacks)}; it is at ${now}${pinned ? STILL_PINNED : ""}`;
    return { line, value: { ...value, result: "mended" } };
  }
  const before = present.installed.plugin.version;
  const former = { version: before, origin: present.origin ?? null };
  const line = `Changed plugin: ${name} from ${versionOf(before, present.origin)} to ${now}${otherSource(present.origin, origin)}${pinned ? STILL_PINNED : ""}`;
  return { line, value: { ...value, result: "changed", former } };
}

/** Names both sources of a plugin that has changed its source. */
function otherSource(before: EntryOutcome["origin"], now: EntryOutcome["origin"]): string {
  if (before === undefined || now === undefined) return "";
  const [one, other] = [before, now].map((origin) => describeSource(origin));
  return one === other ? "" : `; it came from ${one}, and comes from ${other} now`;
}

function versionOf(version: string, origin: EntryOutcome["origin"]): string {
  const revision = origin === undefined ? "" : describeRevision(firstOrigin(origin));
  return `${version || "a version without a number"}${revision === "" ? "" : ` (${revision})`}`;
}

function prunedOf({ plugin: { name, version }, folder }: InstalledPlugin, { dryRun }: SetCall): Result {
  const line = `${dryRun ? "Would uninstall" : "Uninstalled"} plugin: ${name}`;
  return { line, value: { name, version, folder, result: dryRun ? "would-uninstall" : "uninstalled" } };
}
