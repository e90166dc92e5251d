import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runProgram } from "./run-program.ts";

/** Nothing in here is committed; node_modules is not packed either. */
export const COMPACT_CACHE = resolve(import.meta.dir, "../../node_modules/.cache/luff-compact");

export interface CompactSources {
  /** The folder of QuickJS's C files. */
  readonly quickjs: string;
  /** What QuickJS says of itself: the day of its release. */
  readonly quickjsVersion: string;
  /** The program that turns WebAssembly into C. */
  readonly wasm2c: string;
}

interface Download {
  readonly file: string;
  readonly sha256: string;
}

const QUICKJS: Download = {
  file: "quickjs_2025.04.26.orig.tar.xz",
  sha256: "ec81da5b3249ed648dbc7df4a1654988910e66a118d9b71cb63534216efcfbbe",
};
/** The rewriting in wasm-source.ts knows the output of this version and of no other. */
const WABT: Download = {
  file: "wabt_1.0.32-1_amd64.deb",
  sha256: "f258a5cd377afac3361fc1dcb6fb10e813a88ab32c1895eba63fd7422801e9f1",
};

const SOURCES = join(COMPACT_CACHE, `sources-${QUICKJS.sha256.slice(0, 8)}-${WABT.sha256.slice(0, 8)}`);

/**
 * Fetches QuickJS's source package of Debian trixie and wabt's package of bookworm through apt, checks both and unpacks
 * them; later calls find them in the cache. Wants a Debian machine; throws where a file is another than the pinned one.
 */
export function fetchCompactSources(): CompactSources {
  if (!existsSync(SOURCES)) unpackInto(SOURCES);
  const quickjs = join(SOURCES, "quickjs");
  const quickjsVersion = readFileSync(join(quickjs, "VERSION"), "utf8").trim();
  return { quickjs, quickjsVersion, wasm2c: join(SOURCES, "wabt/usr/bin/wasm2c") };
}

/** Whether the sources are in the cache, so that nothing has to be fetched. */
export function hasCompactSources(): boolean {
  return existsSync(SOURCES);
}

function unpackInto(folder: string): void {
  mkdirSync(COMPACT_CACHE, { recursive: true });
  const staging = mkdtempSync(join(COMPACT_CACHE, "fetch-"));
  try {
    download(staging);
    for (const each of [QUICKJS, WABT]) requireDigest(join(staging, each.file), each.sha256);
    mkdirSync(join(staging, "out/quickjs"), { recursive: true });
    runProgram(["tar", "-xJf", QUICKJS.file, "-C", "out/quickjs", "--strip-components=1"], { cwd: staging });
    runProgram(["dpkg", "-x", WABT.file, "out/wabt"], { cwd: staging });
    renameSync(join(staging, "out"), folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** An apt of its own, so that the machine's package lists stay as they are. */
function download(folder: string): void {
  const apt = join(folder, "apt");
  for (const each of ["lists/partial", "cache/archives/partial", "etc/apt.conf.d", "etc/preferences.d"]) {
    mkdirSync(join(apt, each), { recursive: true });
  }
  const archive = debianArchive();
  const options = `[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]`;
  writeFileSync(join(apt, "status"), "");
  writeFileSync(
    join(apt, "etc/sources.list"),
    `deb-src ${options} ${archive} trixie main\ndeb ${options} ${archive} bookworm main\n`,
  );
  writeFileSync(join(apt, "apt.conf"), aptConfiguration(apt));
  const env = { APT_CONFIG: join(apt, "apt.conf") };
  runProgram(["apt-get", "-qq", "update"], { cwd: folder, env });
  runProgram(["apt-get", "-qq", "source", "--download-only", "quickjs=2025.04.26-1"], { cwd: folder, env });
  runProgram(["apt-get", "-qq", "download", "wabt=1.0.32-1"], { cwd: folder, env });
}

function aptConfiguration(apt: string): string {
  return [
    `Dir::State "${apt}"; Dir::State::Lists "${apt}/lists"; Dir::State::status "${apt}/status";`,
    `Dir::Cache "${apt}/cache"; Dir::Etc "${apt}/etc"; Dir::Etc::sourcelist "${apt}/etc/sources.list"; Dir::Etc::sourceparts "-";`,
    `APT::Architecture "amd64"; APT::Architectures { "amd64"; }; APT::Sandbox::User "root"; Acquire::Languages "none";`,
  ].join("\n");
}

/** The archive that this machine takes Debian from, whatever mirror that is. */
function debianArchive(): string {
  for (const file of ["/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"]) {
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    const found = /^(?:URIs:|deb(?: \[[^\]]*\])?) +(\S+)/m.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  throw new Error("no Debian archive in /etc/apt: the sources of the compact executable come from Debian");
}

function requireDigest(file: string, expected: string): void {
  const digest = createHash("sha256").update(readFileSync(file)).digest("hex");
  if (digest !== expected) throw new Error(`${file}: sha256 ${digest}, expected ${expected}`);
}

if (import.meta.main) console.log(fetchCompactSources());
