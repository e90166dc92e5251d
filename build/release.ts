import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import packageManifest from "../package.json" with { type: "json" };
import { completions } from "./companions/completions.ts";
import { manualPages } from "./companions/pages.ts";
import { buildDate } from "./build-stamp.ts";
import { runScript, UsageError } from "./command-line.ts";
import { compileTarget, requireTarget } from "./compile.ts";
import { renderHomebrewFormula } from "./packaging/homebrew.ts";
import { packagesOf } from "./packaging/packagers.ts";
import type { ReleasedLuff } from "./packaging/released-luff.ts";
import { renderScoopManifest } from "./packaging/scoop.ts";
import { renderWingetManifests } from "./packaging/winget.ts";
import { checksumOf, renderChecksums, type Checksum } from "./release/checksums.ts";
import { missingPrograms } from "./release/missing-programs.ts";
import { renderNotices } from "./release/notices.ts";
import { publishedTarget, type PublishedFile, type Release } from "./release/published-target.ts";
import { TARGETS, targetName, type Target } from "./targets.ts";
import { componentsOf } from "./third-party/components-of.ts";
import { ROOT } from "./root.ts";

const FOLDER = join(ROOT, "dist/release");

const USAGE = `usage: bun run release -- --all | --target NAME ... [--repository OWNER/NAME]
Builds the targets and writes the files of a release to dist/release.
  --all                    build every target; all programs that make a part of the release must be installed
  --target NAME            build this target; may be repeated. Leaves out a package if its program is missing
  --repository OWNER/NAME  also write the manifests for package managers, which contain addresses; needs --all`;

const COMMAND_LINE = {
  options: { all: { type: "boolean" }, target: { type: "string", multiple: true }, repository: { type: "string" } },
} as const;

interface Wanted {
  readonly all?: boolean;
  readonly target?: string[];
  readonly repository?: string;
}

async function main({ values }: { readonly values: Wanted }): Promise<void> {
  const names = values.all === true ? TARGETS.map(targetName) : (values.target ?? []);
  if (names.length === 0) throw new UsageError("name the targets, or use --all");
  const targets = names.map(requireTarget);
  const missing = values.all === true ? missingPrograms(targets) : [];
  if (missing.length > 0) {
    console.error(renderMissing(missing));
    process.exitCode = 1;
    return;
  }
  const release = { version: packageManifest.version, time: releaseTime() };
  rmSync(FOLDER, { recursive: true, force: true });
  console.log(row("target", "program", "archive", "time", "files"));
  console.log(row("", "MB", "MB", "s", "in dist/release"));
  const checksums: Checksum[] = [];
  for (const target of targets) checksums.push(...(await publish(target, release)));
  checksums.push(...publishInstallers());
  write("checksums.txt", renderChecksums(checksums));
  if (values.all === true && values.repository !== undefined) {
    writeManifests({ version: release.version, repository: values.repository, checksums });
  }
}

function renderMissing(programs: readonly string[]): string {
  return `A release of all targets needs programs that are not installed: ${programs.join(", ")}.
On Debian 12 build/compact/install-compilers.sh installs the compilers, and "apt-get install dpkg rpm" the others.`;
}

/** Builds the target, writes its files, prints its row and returns the files' checksums. */
async function publish(target: Target, release: Release): Promise<Checksum[]> {
  const start = performance.now();
  const executable = readFileSync(await compileTarget(target));
  const components = componentsOf(target);
  const companions = [...completions(), ...(await manualPages(release))];
  const notices = renderNotices(`luff ${release.version} for ${targetName(target)}`, components);
  const files: PublishedFile[] = await publishedTarget(
    { target, executable, components, notices, companions },
    release,
  );
  files.push(...packagesOf({ target, executable, notices, companions, ...release }));
  for (const { file, content } of files) write(file, content);
  const checksums = files.map(({ file, content }) => checksumOf(file, content));
  const sizes = [executable.length, files[0]?.content.length ?? 0].map((size) => (size / 1e6).toFixed(1));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(row(targetName(target), ...sizes, seconds, files.map(({ file }) => file).join(" ")));
  return checksums;
}

function row(target: string, ...cells: readonly string[]): string {
  const files = cells.at(-1) ?? "";
  return `${target.padEnd(22)}${cells
    .slice(0, -1)
    .map((cell) => cell.padStart(9))
    .join("")}  ${files}`;
}

/** The scripts that install a release are part of it, unchanged. */
function publishInstallers(): Checksum[] {
  const files = [...new Bun.Glob("install.{sh,ps1}").scanSync({ cwd: import.meta.dir })].toSorted();
  return files.map((file) => {
    const content = readFileSync(join(import.meta.dir, file));
    write(file, content);
    return checksumOf(file, content);
  });
}

function writeManifests(released: ReleasedLuff): void {
  write("packaging/homebrew/luff.rb", renderHomebrewFormula(released));
  write("packaging/scoop/luff.json", renderScoopManifest(released));
  for (const [file, text] of Object.entries(renderWingetManifests(released))) write(`packaging/winget/${file}`, text);
}

function write(file: string, content: Uint8Array | string): void {
  const path = join(FOLDER, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** The time of published files. Throws if neither the environment nor a commit has one. */
function releaseTime(): Date {
  const date = buildDate();
  if (date === "") throw new Error("the time of the source is unknown: set SOURCE_DATE_EPOCH, in seconds");
  return new Date(date);
}

if (import.meta.main) await runScript(USAGE, COMMAND_LINE, main);
