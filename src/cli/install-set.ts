import type { UnpackLimits } from "../archive/unpack-limits.ts";
import { AppError } from "../errors/app-error.ts";
import { fileFailure } from "../manage/store/file-failure.ts";
import { installSet, type EntryOutcome } from "../manage/set/install-set.ts";
import type { ManageContext } from "../manage/manage-context.ts";
import { planEntry, type EntryPlan } from "../manage/set/plan-set.ts";
import { readPluginSet, type SetEntry } from "../manage/set/plugin-set.ts";
import {
  fits,
  lockedAs,
  lockPathOf,
  readSetLock,
  requireLock,
  writeSetLock,
  type SetLock,
} from "../manage/set/set-lock.ts";
import type { ConnectionWishes } from "../manage/stage/connection.ts";
import { serversOf } from "../manage/stage/connection-for.ts";
import { showUrl } from "../manage/stage/show-url.ts";
import { uninstallPlugin } from "../manage/change/uninstall-plugin.ts";
import { renderStructured, type OutputFormat } from "../output/structured.ts";
import { pathStyle } from "../platform/path-style.ts";
import { listPlugins } from "../plugin/list-plugins.ts";
import { terminalLine } from "../text/terminal-line.ts";
import { absolutePath } from "./absolute-path.ts";
import { requireOneServer } from "./connection-flags.ts";
import { describeOrigin, describeRevision } from "./describe-origin.ts";
import { previewHook } from "./preview-hook.ts";
import { throwFailures } from "./for-each-of.ts";
import { STILL_PINNED } from "./still-pinned.ts";

/** What `luff plugin install -f FILE` was asked for. */
export interface SetRequest {
  readonly file: string;
  /** Whether the plugins that are not in the set go. */
  readonly prune: boolean;
  /** Whether the lock file is written anew, or must fit. */
  readonly lock: "write" | "require" | undefined;
  readonly runHooks: boolean;
  readonly limits: UnpackLimits | undefined;
  readonly connection: ConnectionWishes;
  readonly dryRun: boolean;
  readonly output: OutputFormat;
}

interface Result {
  readonly line: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Brings the installed plugins in line with a set of plugins, and prints what it did. Throws AppError at the end if anything failed. */
export async function runSet(context: ManageContext, request: SetRequest): Promise<void> {
  const { host } = context;
  const path = absolutePath(host, request.file);
  const entries = await readPluginSet(host, path);
  if (request.prune && entries.length === 0) throw nothingToKeep(path);
  const lockPath = lockPathOf(path);
  const lock = request.lock === "write" ? undefined : await readSetLock(host, lockPath);
  if (request.lock === "require") requireLock(lockPath, entries, lock);
  const failures: AppError[] = [];
  const plans = await planAll(context, entries, { folder: pathStyle(host.os).directory(path), lock }, failures);
  requireOneServer(request.connection, serversOf(plans.map(({ source }) => source)));
  const results: Result[] = [];
  const report = (result: Result): void => {
    results.push(result);
    if (request.output === "table") host.terminal.write("stdout", `${terminalLine(result.line)}\n`);
  };
  const outcomes: EntryOutcome[] = [];
  try {
    if (request.dryRun) for (const plan of plans) report(previewOf(plan));
    else {
      await installSet(context, plans, request, {
        done(outcome) {
          outcomes.push(outcome);
          report(resultOf(outcome));
        },
        failed: (error) => failures.push(error),
      });
      if (failures.length === 0) await keepLock(context, { request, lockPath, entries, lock, outcomes });
    }
    if (request.prune && failures.length === 0) await prune(context, request, { entries, report });
  } finally {
    const values = results.map(({ value }) => value);
    if (request.output !== "table") host.terminal.write("stdout", await renderStructured(request.output, values));
  }
  throwFailures(failures, "plugins of the set failed");
}

async function planAll(
  context: ManageContext,
  entries: readonly SetEntry[],
  file: Parameters<typeof planEntry>[2],
  failures: AppError[],
): Promise<readonly EntryPlan[]> {
  const plans: EntryPlan[] = [];
  for (const entry of entries) {
    try {
      plans.push(await planEntry(context, entry, file));
    } catch (caught) {
      const error = fileFailure(caught, `look at plugin "${entry.name}"`);
      if (!(error instanceof AppError)) throw error;
      failures.push(error);
    }
  }
  return plans;
}

interface LockKeeping {
  readonly request: SetRequest;
  readonly lockPath: string;
  readonly entries: readonly SetEntry[];
  readonly lock: SetLock | undefined;
  readonly outcomes: readonly EntryOutcome[];
}

/** Writes the lock file if that was asked for, and keeps one that is there in line with the set. */
async function keepLock({ host }: ManageContext, keeping: LockKeeping): Promise<void> {
  const { request, lockPath, entries, lock, outcomes } = keeping;
  if (request.lock === "require" || (request.lock === undefined && lock === undefined)) return;
  const isInLine = lock?.size === entries.length && entries.every((entry) => fits(entry, lock.get(entry.name)));
  if (isInLine) return;
  const byName = new Map(outcomes.map(({ plan, origin }) => [plan.entry.name, origin]));
  const locked = entries.map((entry) => {
    const origin = byName.get(entry.name);
    return origin === undefined ? entry : lockedAs(entry, origin);
  });
  try {
    await writeSetLock(host, lockPath, locked);
  } catch (error) {
    throw fileFailure(error, `write the lock file ${lockPath}`);
  }
}

function previewOf({ kind, entry, present }: EntryPlan): Result {
  const { name, url } = entry;
  if (kind === "keep") return { line: `Plugin ${name} is right and would stay`, value: { name, result: "kept" } };
  const version = entry.version === "" ? "" : ` at ${entry.version}`;
  const from = present === undefined ? "" : `, which is ${versionOf(present.installed.plugin.version, present.origin)}`;
  const verb = kind === "install" ? "install" : "change";
  return {
    line: `Would ${verb} plugin: ${name}${from}, from ${showUrl(url)}${version}`,
    value: { name, result: `would-${verb}` },
  };
}

function resultOf({ plan, installed, origin, pinned }: EntryOutcome): Result {
  const { kind, present } = plan;
  const { plugin, folder } = installed;
  const { name, version } = plugin;
  const value = { name, version, folder, origin: origin ?? null, ...(pinned && { pinned }) };
  const now = versionOf(version, origin);
  if (kind === "keep") return { line: `Plugin ${name} is right: ${now}`, value: { ...value, result: "kept" } };
  if (kind === "install" || present === undefined) {
    const where = origin === undefined ? "" : `, ${describeOrigin(origin)}`;
    return { line: `Installed plugin: ${name} ${version}${where}`, value: { ...value, result: "installed" } };
  }
  const before = present.installed.plugin.version;
  const former = { version: before, origin: present.origin ?? null };
  const line = `Changed plugin: ${name} from ${versionOf(before, present.origin)} to ${now}${pinned ? STILL_PINNED : ""}`;
  return { line, value: { ...value, result: "changed", former } };
}

function versionOf(version: string, origin: EntryOutcome["origin"]): string {
  const revision = origin === undefined ? "" : describeRevision(origin);
  return `${version || "a version without a number"}${revision === "" ? "" : ` (${revision})`}`;
}

/** An empty set is more often the mistake of a template than the wish to lose all plugins. */
function nothingToKeep(path: string): AppError {
  return new AppError("set-invalid", `${path} names no plugins, so --prune would remove every plugin`, {
    hint: "Check the file. To remove all plugins, use 'luff plugin uninstall' with their names.",
  });
}

interface Pruning {
  readonly entries: readonly SetEntry[];
  readonly report: (result: Result) => void;
}

/** Removes what the first plugins folder has and the set has not. */
async function prune(context: ManageContext, request: SetRequest, { entries, report }: Pruning): Promise<void> {
  const { host, cache, directories, byDefault } = context;
  const [directory = ""] = directories;
  const { installed } = await listPlugins({ host, cache }, { directories: [directory], byDefault });
  const kept = new Set(entries.map(({ name }) => name));
  for (const { plugin, folder } of installed.filter((each) => !kept.has(each.plugin.name))) {
    const { name, version } = plugin;
    if (!request.dryRun) await uninstallPlugin(context, { name, runHooks: request.runHooks, force: false });
    const hook = request.dryRun && request.runHooks ? previewHook(host, plugin, "delete") : null;
    const line = `${request.dryRun ? "Would uninstall" : "Uninstalled"} plugin: ${name}`;
    const withHook = hook === null ? line : `${line}, and run its delete hook: ${hook.command}`;
    const result = request.dryRun ? "would-uninstall" : "uninstalled";
    report({ line: withHook, value: { name, version, folder, result, ...(request.dryRun && { hook }) } });
  }
}
