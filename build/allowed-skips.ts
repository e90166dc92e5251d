import { join } from "node:path";
import { WINE } from "./emulators.ts";
import { cachedHelm } from "./fetch-helm.ts";
import { LUA_SUITE } from "./fetch-lua-suite.ts";
import { HELM_RELEASES } from "./helm-releases.ts";
import { PUBLISHED_CORPUS } from "./published-corpus.ts";
import { testPrograms } from "./test-programs.ts";
import {
  notOnLinux,
  notOverAmd64,
  ofAnotherMachine,
  onWindows,
  overBun,
  overCompact,
  overLauncher,
  targetsNamed,
  without,
  withoutAll,
  type AllowedSkip,
} from "./skip-conditions.ts";

const LUA_LIBRARIES = testPrograms({ apt: true, debianAmd64: false }).filter((file) => file.endsWith(".lua"));
/** The targets whose executables are made and run by check:long alone. */
const LONG_TARGETS = "linux/(?:amd64-musl|arm|arm64|arm64-compact|arm64-musl|loong64|ppc64le|riscv64|s390x)";

/** The list of allowed skips: any other skipped test fails the run. */
export const ALLOWED_SKIPS: readonly AllowedSkip[] = [
  // A program is missing. With CI set this is no excuse for the programs of test-programs.txt: check.ts fails before.
  {
    tests:
      /^tests\/compat\/lua-(?:arguments|differential|fuzz|specs)\.test\.ts |^tests\/compat\/lua-libraries\.test\.ts .*as under the reference interpreter$|^tests\/e2e\/run-lua\.test\.ts .*is the same under lua/,
    where: withoutAll("lua5.4", "lua"),
    why: "there is no lua5.4 to compare with",
  },
  {
    tests: /^tests\/compat\/lua-libraries\.test\.ts .*is not installed/,
    where: without(...LUA_LIBRARIES),
    why: "the library is not installed",
  },
  {
    tests:
      /^tests\/compat\/(?:completion|created-plugins|getters|helm-fixtures|helm-record|lint-loaders|manage-plugins|migrated-plugins|odd-manifests|packaged-plugins|version-constraints|webassembly|yaml-numbers)\.test\.ts /,
    where: (place) => notOnLinux(place) || place.arch !== "x64" || without(...HELM_RELEASES.map(cachedHelm))(place),
    why: "build/fetch-helm.ts downloads Helm's executables, only for Linux on amd64",
  },
  {
    tests:
      /^tests\/compat\/published\.test\.ts a published manifest |^tests\/compat\/lint-loaders\.test\.ts .*the published plugin |^tests\/compat\/migrated-plugins\.test\.ts a published manifest /,
    where: without(PUBLISHED_CORPUS),
    why: "the published manifests are missing: tests/compat/fetch-published.ts downloads them",
  },
  {
    tests: /^tests\/compat\/published\.test\.ts the list of origins agrees with the corpus about Helm/,
    where: without(join(PUBLISHED_CORPUS, "expectations.json")),
    why: "what Helm does with the published manifests was not recorded here",
  },
  {
    tests: /^tests\/e2e\/commands\/plugin\/lint\.test\.ts .*\(skipped: there is no Helm \d\)/,
    where: (place) => notOnLinux(place) || place.arch !== "x64" || without(...HELM_RELEASES.map(cachedHelm))(place),
    why: "build/fetch-helm.ts downloads Helm's executables, only for Linux on amd64",
  },
  {
    tests: /^tests\/compat\/compare-suite\.ts /,
    where: (place) => !place.ci && without(LUA_SUITE)(place),
    why: "Lua's own test suite could not be fetched; in continuous integration it must be",
  },
  {
    tests: /^tests\/compat\/lua-hostile\.test\.ts .*\(skipped: there is no time or timeout\)/,
    where: without("/usr/bin/time", "timeout"),
    why: "there is no GNU time, or no timeout",
  },
  {
    tests: /^tests\/compat\/lua-hostile\.test\.ts .*\(skipped: an emulator's memory would be in it\)/,
    where: (_place, target) => target !== undefined,
    why: "memory is measured only where the kernel starts luff's own file",
  },
  {
    tests: /^tests\/build\/packaging\/installed-package\.test\.ts /,
    where: (place) =>
      !place.root ||
      without("dpkg", "rpm", "rpmbuild", "man", "zsh", "fish", "/usr/share/bash-completion/bash_completion")(place),
    why: "a program is missing, or it is not root who would install the package",
  },
  {
    tests: /^tests\/build\/(?:packaging\/(?:deb|rpm)|companions\/pages)\.test\.ts /,
    where: without("dpkg-deb", "rpm", "rpmbuild", "mandoc", "groff"),
    why: "a program that makes packages, or that reads pages of the manual, is missing",
  },
  {
    tests: /^tests\/build\/release\/checksums\.test\.ts /,
    where: withoutAll("sha256sum", "shasum"),
    why: "there is no sha256sum to agree with",
  },
  {
    tests: /^tests\/build\/install-download\.test\.ts .* openssl /,
    where: without("openssl"),
    why: "there is no openssl",
  },
  {
    tests:
      /^tests\/e2e\/(?:commands\/(?:plugin\/install-(?:http|github)|get-download)|lua-http)\.test\.ts .*\(skipped: there is no openssl\)/,
    where: without("openssl"),
    why: "there is no openssl to make certificates with",
  },
  {
    tests: /^tests\/e2e\/published-shapes\.test\.ts .*\(skipped: there is no (?:curl|wget|make|sha256sum)/,
    where: without("curl", "wget", "make", "sha256sum"),
    why: "the hook needs curl, wget, make or sha256sum",
  },
  {
    tests: /^tests\/unit\/host\/quickjs\/http\/curl-settings\.test\.ts .*\(skipped: there is no (?:curl|openssl)\)/,
    where: without("curl", "openssl"),
    why: "there is no curl, or no openssl to make certificates with",
  },
  {
    tests: /^tests\/build\/install(?:-download|-place|-refusals)?\.test\.ts /,
    where: (place) => onWindows(place) || without("curl", "wget", "sha256sum", "dash", "busybox", "bash")(place),
    why: "install.sh needs a POSIX shell and a program that downloads",
  },
  {
    tests: /^tests\/build\/install-place\.test\.ts .*only root can write there/,
    where: ({ root }) => !root,
    why: "only root can write to /usr/local/bin",
  },
  {
    tests: /^tests\/build\/install-place\.test\.ts .*there is no setpriv/,
    where: without("setpriv"),
    why: "root can write everywhere, and there is no setpriv to prevent it",
  },
  {
    tests: /^tests\/build\/install-scripts\.test\.ts shellcheck/,
    where: without("shellcheck"),
    why: "there is no shellcheck",
  },
  {
    tests: /^tests\/build\/install-scripts\.test\.ts install\.ps1/,
    where: withoutAll("pwsh", "powershell"),
    why: "there is no PowerShell",
  },
  {
    tests:
      /^tests\/(?:build\/(?:compact-executable|third-party\/components-of|compact\/quickjs-patches)|contract\/subjects)\.test\.ts /,
    where: ({ debianAmd64, has, level }) =>
      level === "source" || !debianAmd64 || !has("i686-linux-gnu-gcc") || !has("i686-w64-mingw32-gcc"),
    why: "the compact executables are built by Debian's compilers on amd64, from sources that only the whole check fetches",
  },
  {
    tests: /^tests\/build\/ia32-kernel\.test\.ts /,
    where: without("qemu-i386-static"),
    why: "there is no qemu-i386-static",
  },
  {
    tests: /^tests\/e2e\/(?:terminal|streams|run-plugin|picture|manual)\.test\.ts .*there is no python3/,
    where: without("python3"),
    why: "there is no python3",
  },
  { tests: /^tests\/.+\.test\.ts .*there is no bash/, where: without("bash"), why: "there is no bash" },
  {
    tests: /^tests\/bench\/measure\.test\.ts .* memory/,
    where: without("/usr/bin/time"),
    why: "there is no GNU time",
  },
  {
    tests: /^tests\/e2e\/machine\.test\.ts .*there is no qemu-x86_64-static/,
    where: without("qemu-x86_64-static"),
    why: "there is no qemu-x86_64-static",
  },
  // The machine, or the user who runs the tests.
  {
    tests:
      /^tests\/e2e\/(?:not-executable|machine|manage-failures)\.test\.ts .*\(skipped: (?:none can be made|nothing can be mounted) here\)/,
    where: ({ mounts }) => !mounts,
    why: "programs cannot have their own mounts here, as in some containers",
  },
  {
    tests: /^tests\/e2e\/manage-failures\.test\.ts .*no other user can start luff here/,
    where: (place, target) => !place.nobody || overLauncher(place, target),
    why: "only root can start luff as another user, who must be able to read luff's file, and that needs setpriv",
  },
  {
    tests: /^tests\/e2e\/not-executable\.test\.ts .*root keeps its powers here/,
    where: (place) => place.root && without("setpriv")(place),
    why: "root can execute everything, and there is no setpriv to prevent it",
  },
  {
    tests: /^tests\/build\/compact-executable\.test\.ts .*the emulator takes address space for itself/,
    where: ({ ia32 }) => !ia32,
    why: "the kernel does not run 32-bit Intel programs, and qemu itself uses address space",
  },
  {
    tests: /^tests\/e2e\/discovery\.test\.ts .*root reads all/,
    where: ({ root }) => root,
    why: "root can read everything",
  },
  {
    tests: /^tests\/e2e\/machine\.test\.ts .*reports the processor/,
    where: notOverAmd64,
    why: "it is about processors of amd64, and run over the executables for linux/amd64",
  },
  {
    tests: /^tests\/e2e\/(?:signals|many-descriptors)\.test\.ts .*\(skipped: (?:in )?Bun's host/,
    where: overBun,
    why: "the compact host alone ends at one signal, and needs curl; there the tests have other titles",
  },
  {
    tests: /^tests\/e2e\/extism\.test\.ts .*of WebAssembly/,
    where: overCompact,
    why: "compact executables run no WebAssembly plugins",
  },
  {
    tests: /^tests\/e2e\/(?:scripts-on-)?windows\.test\.ts /,
    where: (place, target) => target === undefined && !onWindows(place),
    why: "it is about Windows, and run over the targets for Windows",
  },
  {
    tests: /^tests\/e2e\/scripts-on-windows\.test\.ts a script on Windows \(skipped: there is no gcc\)/,
    where: (place) => onWindows(place) && without("gcc")(place),
    why: "there is no compiler for the programs that stand for interpreters",
  },
  {
    tests: /^tests\/e2e\/scripts-on-windows\.test\.ts in a real shell, a script \(skipped: there is no Git\)/,
    where: (place) => onWindows(place) && without("git")(place),
    why: "there is no Git with a shell",
  },
  {
    tests: /^tests\/e2e\/(?:hostile-folder|library-chunks|parse-cache|function-names|machine)\.test\.ts /,
    where: ({ level }) => level === "source",
    why: "it is about the compiled file",
  },
  {
    tests:
      /^tests\/(?:contract\/(?:disk|processes|files)|unit\/archive\/unpack|unit\/lua\/(?:limits|standard-streams)|unit\/host\/bun\/.*|compat\/helm|build\/install-platform|bench\/measure)\.test\.ts /,
    where: onWindows,
    why: "it is about modes, signals, shells and descriptors of POSIX",
  },
  {
    tests:
      /^tests\/(?:unit\/author\/luff-wrapper|unit\/lua\/(?:limits|standard-streams)|unit\/host\/bun\/(?:interrupts\/interrupts|library\/open-c-library|start\/(?:inherited-descriptors|run-as-child|undo-bun-start)|streams\/(?:closed-at-start|wait-until-ready)|path-operations)|e2e\/(?:child-signal|first-state|inheritance|many-descriptors|run-plugin|streams|signals|machine)|build\/wine\/install-wine)\.test\.ts /,
    where: notOnLinux,
    why: "it looks at the process in /proc, fills /dev/full, or is about Debian",
  },
  {
    tests: /^tests\/e2e\/discovery\.test\.ts .*(?:whose names are not Unicode|no more files can be opened)/,
    where: notOnLinux,
    why: "names that are not Unicode, and a start with few open files, are Linux's",
  },
  {
    tests: /^tests\/e2e\/(?:discovery|first-state)\.test\.ts .*(?:no more files|ignored SIGPIPE|that luff itself)/,
    where: ({ level }) => level === "source",
    why: "it is about the compiled file",
  },
  {
    tests: /^tests\/build\/(?:demo|command-line)\.test\.ts /,
    where: onWindows,
    why: "it types lines into a POSIX shell, or runs scripts of one",
  },
  // Targets whose executables no suite runs over. The report prints the reason that is found at run time.
  { tests: targetsNamed(".*"), where: ({ level }) => level === "source", why: "only the source is tested" },
  {
    tests: targetsNamed(LONG_TARGETS),
    where: ({ level }) => level === "check",
    why: "bun run check:long tests it",
  },
  {
    tests: targetsNamed("darwin/.*|windows/arm64"),
    where: ofAnotherMachine,
    why: "its file is inspected; a machine of its kind runs it before a release",
  },
  {
    tests: /^tests\/e2e\/late-signal\.test\.ts /,
    where: (place) => notOnLinux(place) || place.arch !== "x64",
    why: "the test stops luff in a system call as a debugger does, and knows the registers of Linux on x86-64",
  },
  {
    tests: targetsNamed(".*"),
    where: (place) => notOnLinux(place) || place.arch !== "x64",
    why: "only Linux on amd64 can run the executables of other machines",
  },
  {
    tests: targetsNamed("windows/386"),
    where: ({ ia32 }) => !ia32,
    why: "Wine needs a kernel that runs 32-bit Intel programs for it",
  },
  {
    tests: /^tests\/build\/wine\/install-wine\.test\.ts .*\(skipped: there is no Wine\)/,
    where: without(join(WINE, "complete")),
    why: "there is no Wine",
  },
  { tests: targetsNamed("windows/.*"), where: without(join(WINE, "complete")), why: "there is no Wine" },
  {
    tests: targetsNamed("linux/(?:386|amd64-compact)|windows/(?:386|amd64-compact)"),
    where: (place) => !place.debianAmd64 || without("i686-linux-gnu-gcc", "i686-w64-mingw32-gcc")(place),
    why: "the compact executables are built by Debian's compilers on amd64",
  },
  {
    tests: targetsNamed(LONG_TARGETS),
    where: without("qemu-s390x-static", "s390x-linux-gnu-gcc", "aarch64-linux-gnu-g++"),
    why: "build/compact/install-compilers.sh has not installed the other compilers and emulators",
  },
];
