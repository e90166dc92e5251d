import { writeBytes } from "../archive/write-bytes.ts";
import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import { HostError } from "../host/host-error.ts";
import { requireStaged } from "../manage/stage/require-staged.ts";
import type { ManageContext } from "../manage/manage-context.ts";
import { findOrigin } from "../manage/receipt/find-origin.ts";
import { packedOrigin } from "../manage/receipt/packed-origin.ts";
import { platformOf, type Origin, type PackedOrigin } from "../manage/receipt/receipt.ts";
import type { StageContext } from "../manage/stage/stage-context.ts";
import { verifyPlugin } from "../manage/receipt/verify-plugin.ts";
import { readPackedOrigins } from "../manage/stage/read-packed-origin.ts";
import { stageSource } from "../manage/stage/stage-source.ts";
import type { Staged } from "../manage/stage/staged.ts";
import type { Staging } from "../manage/stage/staging.ts";
import type { Plugin } from "../manifest/plugin.ts";
import { pathStyle } from "../platform/path-style.ts";
import { parsePlatform } from "../platform/platform-text.ts";
import type { Platform } from "../platform/platform.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import type { BundlePart } from "./bundle-plugins.ts";
import { collectEntries } from "./collect-entries.ts";
import { findPathMentions } from "./find-path-mentions.ts";
import { packageBytes, packageName, planPackage, type PackagePlan } from "./package-plugin.ts";

/** A source whose plugin goes into a bundle, as it is for a platform. */
export type SourceToPack = (platform: Platform) => PlatformSource;

export interface PlatformSource {
  /** Says how it is prepared. */
  readonly staging: (context: StageContext) => Promise<Staging>;
  /** Throws the code of a set if what was made ready is not what was asked for. */
  readonly accept?: (staged: Staged, plugin: Plugin) => void;
}

/** What packing needs besides the plugin. */
export interface PackContext {
  readonly context: ManageContext & StageContext;
  /** A path in a folder for temporary files. */
  readonly path: (name: string) => string;
  /** An origin as people read it. */
  readonly describe: (origin: Origin) => string;
}

/**
 * Packs a source's plugin for each platform; once, if it is the same for all of them. `name` names its files among the temporary ones.
 * Throws AppError "file-failed", and as `stageSource`, `requireStaged`, `planPackage` and `accept`.
 */
export async function packSource(
  packing: PackContext,
  source: SourceToPack,
  { name, platforms }: { readonly name: string; readonly platforms: readonly Platform[] },
): Promise<readonly BundlePart[]> {
  const parts: BundlePart[] = [];
  for (const [index, platform] of platforms.entries()) {
    const part = await packFor(packing, source, { name: `${name}-${index}`, platform });
    parts.push(part);
    if (part.platform === undefined) break;
  }
  return mergeSame(parts);
}

/** Parts of one plugin that have the same bytes for several platforms, and for no other, are one part for all platforms. */
export function mergeSame(parts: readonly BundlePart[]): readonly BundlePart[] {
  const [first] = parts;
  if (first === undefined || parts.length === 1) return parts;
  return parts.every(({ sha256 }) => sha256 === first.sha256)
    ? [{ ...first, platform: undefined, origins: parts.flatMap(({ origins }) => origins) }]
    : parts;
}

async function packFor(
  { context, path, describe }: PackContext,
  source: SourceToPack,
  { name, platform }: { readonly name: string; readonly platform: Platform },
): Promise<BundlePart> {
  const { host, guard } = context;
  const file = path(`${name}.tgz`);
  host.disk.makeFolders(path(`work-${name}`));
  const { staging, accept } = source(platform);
  try {
    const wish = { ...(await staging(context)), platform };
    const staged = await stageSource(context, wish, path(`work-${name}/staged`));
    const installed = await requireStaged(context, staged);
    accept?.(staged, installed.plugin);
    const plan = planPackage(host, installed, { top: staged.name, file });
    const only = parsePlatform(platformOf(staged.origin) ?? "");
    const packed = await pack(host, installed, { plan, file, platform: only, asInstalled: false });
    await guard();
    return { ...packed, source: describe(staged.origin), origins: originsOf(host, staged.origin) };
  } catch (error) {
    throw packFailure(error);
  }
}

/**
 * Packs an installed plugin as it is, for this platform alone. Notes the files that have its path in them. Throws AppError
 * "file-failed", "interrupted", and as `collectEntries`.
 */
export async function packInstalled(
  { context, path }: PackContext,
  installed: InstalledPlugin,
  name: string,
): Promise<BundlePart> {
  const { host, note, guard } = context;
  const { os, arch } = host;
  try {
    const root = host.files.realPath(installed.folder);
    const top = pathStyle(os).base(installed.folder);
    const collected = collectEntries(host, { root, top, isIgnored: () => false, without: [] });
    for (const mention of await findPathMentions(collected.entries, [installed.folder, root])) {
      note(`${mention} contains the path of this plugin's folder, which may be another one on another machine`);
    }
    const plan = { ...collected, notes: [] };
    const file = path(`${name}.tgz`);
    const packed = await pack(host, installed, { plan, file, platform: { os, arch }, asInstalled: true });
    await guard();
    const origins = await originsAsInstalled(context, installed);
    return { ...packed, source: `${installed.folder}, as installed`, origins };
  } catch (error) {
    throw packFailure(error);
  }
}

/** What is installed counts as what its source has only while no file of it is another one. */
async function originsAsInstalled(
  { host, note }: PackContext["context"],
  installed: InstalledPlugin,
): Promise<readonly PackedOrigin[]> {
  const found = findOrigin(host, installed.folder);
  if (found?.origin.kind === "link" || found?.origin.kind === "copy") return originsOf(host, found.origin);
  const differences = await verifyPlugin(host, installed).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "receipt-missing") return undefined;
    throw error;
  });
  if (differences === undefined) return [];
  const [first, ...more] = [...differences.changed, ...differences.missing];
  if (first === undefined) return originsOf(host, found?.origin);
  const which = more.length === 0 ? first : `${first} and ${more.length} more`;
  note(`plugin "${installed.plugin.name}" differs from what was installed (${which}): no lock file will accept it`);
  return [];
}

/** None that a reader would refuse, such as one with a name that has control characters. */
function originsOf(host: Host, origin: Origin | undefined): readonly PackedOrigin[] {
  const packed = origin && packedOrigin(host, origin);
  return packed === undefined || "fault" in readPackedOrigins(JSON.stringify([packed])) ? [] : [packed];
}

interface Packing extends Pick<BundlePart, "file" | "platform" | "asInstalled"> {
  readonly plan: PackagePlan;
}

async function pack(
  host: Host,
  { plugin }: InstalledPlugin,
  { plan, ...packing }: Packing,
): Promise<Omit<BundlePart, "source" | "origins">> {
  const { name, version, hooks } = plugin;
  const hasInstallHook = hooks.some(({ event }) => event === "install");
  const written = await writeBytes(host, packing.file, packageBytes(host, plan));
  return { name, version, title: packageName(plugin), hasInstallHook, ...packing, ...written };
}

function packFailure(error: unknown): unknown {
  if (!(error instanceof HostError)) return error;
  return new AppError("file-failed", `cannot pack ${error.path}: ${error.detail}`, { cause: error });
}
