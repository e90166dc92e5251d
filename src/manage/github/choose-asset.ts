import { AppError } from "../../errors/app-error.ts";
import type { Platform } from "../../platform/platform.ts";
import { ARCH_WORDS, OS_WORDS, resolveArch, resolveOs } from "../../platform/platform-words.ts";
import type { Asset, Release } from "./release.ts";

const ARCHIVE = /\.(?:tgz|tar\.gz|tar|zip)$/i;

/** More archives than these are not tried. */
const MOST = 3;

/**
 * The archives of a release that may be the plugin for a platform, the likeliest first: those whose names have the platform in the
 * words of goreleaser, gh and others, then those for all platforms.
 */
export function rankAssets(assets: readonly Asset[], platform: Platform, repository: string): readonly Asset[] {
  return assets
    .flatMap((asset) => {
      const rank = ARCHIVE.test(asset.name) ? rankOf(asset.name, platform, repository) : undefined;
      return rank === undefined ? [] : [{ asset, rank: rank * 2 + formatRank(asset.name, platform) }];
    })
    .sort((one, other) => one.rank - other.rank || one.asset.name.length - other.asset.name.length)
    .slice(0, MOST)
    .map(({ asset }) => asset);
}

/** Whether the archives of a release are for some platforms each. */
export function hasPlatforms({ assets }: Release, repository: string): boolean {
  return assets.some(({ name }) => {
    const { os, arch } = platformWords(name, repository);
    return ARCHIVE.test(name) && os.size + arch.size > 0;
  });
}

/** The lowest number is best; undefined for an asset of another platform. */
function rankOf(name: string, { os, arch }: Platform, repository: string): number | undefined {
  const words = platformWords(name, repository);
  const forOs = words.os.size === 0 ? undefined : words.os.has(os);
  const forArch = words.arch.size === 0 ? undefined : words.arch.has(arch);
  if (forOs === false || forArch === false) return undefined;
  return (forOs === true ? 0 : 2) + (forArch === true ? 0 : 1);
}

function formatRank(name: string, { os }: Platform): number {
  return /\.zip$/i.test(name) === (os === "windows") ? 0 : 1;
}

interface PlatformWords {
  readonly os: ReadonlySet<string>;
  readonly arch: ReadonlySet<string>;
}

/** Words in the names of releases that no manifest has. */
const OTHER_OS: ReadonlyMap<string, string> = new Map([
  ["mac", "darwin"],
  ["win", "windows"],
]);
const OTHER_ARCH: ReadonlyMap<string, string> = new Map([
  ["64bit", "amd64"],
  ["amd64v1", "amd64"],
  ["32bit", "386"],
  ["arm64v8", "arm64"],
]);

/** The platforms that a file's name names. The repository's own name, which it may begin with, says nothing of them. */
function platformWords(name: string, repository: string): PlatformWords {
  const own = (repository.split("/").at(-1) ?? "").toLowerCase();
  const lower = name.toLowerCase().replace(ARCHIVE, "");
  const rest = (lower.startsWith(own) ? lower.slice(own.length) : lower).replaceAll(/x86[-_]64/g, "amd64");
  const [os, arch] = [new Set<string>(), new Set<string>()];
  for (const word of rest.split(/[^a-z0-9]+/).flatMap(splitBits)) {
    const system = OTHER_OS.get(word) ?? resolveOs(word);
    const processor = OTHER_ARCH.get(word) ?? resolveArch(word.replace(/^(armv[5-7])[a-z]+$/, "$1"));
    if (OS_WORDS.includes(system)) os.add(system);
    if (ARCH_WORDS.includes(processor)) arch.add(processor);
  }
  return { os, arch };
}

/** `linux64` and `win32` are two words in one. */
function splitBits(word: string): readonly string[] {
  const [, os, bits] = /^(linux|macos|mac|osx|darwin|windows|win)(32|64)$/.exec(word) ?? [];
  return os === undefined ? [word] : [os, `${bits}bit`];
}

/** A glob of the user's, and the flag that messages name it by. */
interface AssetWish {
  readonly glob: string;
  readonly flag: string;
}

/** The asset that a glob of the user's means: of several the archive, and of several archives that for the platform. Throws AppError "asset-not-found". */
export function requireAsset({ tag, assets }: Release, { glob, flag }: AssetWish, platform: Platform): Asset {
  const pattern = globPattern(glob);
  const matching = assets.filter(({ name }) => pattern.test(name));
  const archives = matching.filter(({ name }) => ARCHIVE.test(name));
  const fitting = archives.filter(({ name }) => rankOf(name, platform, "/") === 0);
  const found = [matching, archives, fitting].find((list) => list.length === 1)?.[0];
  if (found !== undefined) return found;
  const names = (matching.length === 0 ? assets : matching).map(({ name }) => name);
  const some = names.slice(0, 20).join(", ") + (names.length > 20 ? `, and ${names.length - 20} more` : "");
  const message =
    matching.length === 0
      ? `the release ${tag} has no asset that fits ${flag} ${JSON.stringify(glob)}`
      : `${matching.length} assets of the release ${tag} fit ${flag} ${JSON.stringify(glob)}: ${some}`;
  const all = names.length === 0 ? "It has no assets." : `It has ${some}.`;
  throw new AppError("asset-not-found", message, matching.length === 0 ? { hint: all } : { advice: "name-asset" });
}

/** `*` is any number of characters, `?` is one. */
function globPattern(glob: string): RegExp {
  const escaped = glob.replaceAll(/[\\^$.|+()[\]{}]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "su");
}
