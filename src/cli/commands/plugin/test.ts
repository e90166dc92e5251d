import { Command, Option } from "clipanion";
import { isEnum } from "typanion";
import { mergeCoverage } from "../../../author/specs/coverage.ts";
import { findCoveredFiles, findSpecFiles } from "../../../author/specs/find-spec-files.ts";
import { runSpecs } from "../../../author/specs/run-specs.ts";
import type { SpecJob } from "../../../author/specs/spec-job.ts";
import { countSpecs, type FileCoverage, type SpecResult } from "../../../author/specs/spec-result.ts";
import { specVariables } from "../../../author/specs/spec-variables.ts";
import { AppError } from "../../../errors/app-error.ts";
import { FAILURE, NOTHING_TO_TEST } from "../../../errors/exit-statuses.ts";
import type { Host } from "../../../host/host.ts";
import { fileFailure } from "../../../manage/store/file-failure.ts";
import { renderCoverageLcov } from "../../../output/specs/coverage-lcov.ts";
import { renderCoverageTable } from "../../../output/specs/coverage-table.ts";
import { renderSpecJunit } from "../../../output/specs/spec-junit.ts";
import { renderSpecTap } from "../../../output/specs/spec-tap.ts";
import { renderSpecSummary, renderSpecText } from "../../../output/specs/spec-text.ts";
import { renderStructured } from "../../../output/structured.ts";
import type { InstalledPlugin } from "../../../plugin/installed-plugin.ts";
import { luaFlags } from "../../../run/call-of-luff.ts";
import type { LuaSettings } from "../../../run/lua-settings.ts";
import { resolveLuaLimits } from "../../../run/lua-limits.ts";
import { requireRuntime } from "../../../run/require-runtime.ts";
import { countOf } from "../../../text/count-of.ts";
import { requirePluginIn } from "../../call/require-plugin.ts";
import type { CommandContext } from "../../command-context.ts";
import { summaryOf } from "../../commands.ts";
import type { CliContext } from "../../context.ts";
import { writeOutput } from "../../files/write-output.ts";
import { withSignals } from "../../files/with-signals.ts";
import { withTemporaryFolder } from "../../files/with-temporary-folder.ts";
import { createSpecProgress, type SpecProgress } from "../../notes/spec-progress.ts";
import { readTypes } from "../../plugin/read-types.ts";
import { findSpecPlace } from "../../plugin/spec-place.ts";
import { withFolderHint } from "../../plugin/with-folder-hint.ts";
import { wantsColor } from "../../notes/wants-color.ts";

const FORMATS = ["text", "tap", "junit", "json"] as const;
/** The flag by which luff starts the luff that runs one file. */
const JOB_FLAG = "--job";
const MOST_JOBS = 64;
/** How many names of tests a hint has. */
const MOST_NAMES = 3;

/** `luff plugin test`. */
export class PluginTestCommand extends Command<CommandContext> {
  static override paths = [["plugin", "test"]];
  static override usage = Command.Usage({
    category: "Plugins",
    description: summaryOf("plugin test"),
    details:
      "Runs the specs of a Lua plugin: the files in spec and tests that end in _spec.lua, or the files and folders that are " +
      "named, by their paths in the plugin's folder DIR (by default the working folder) or seen from here. A spec is written as for busted, with " +
      "describe, it and luassert's assertions; helm.test runs the plugin's script. Each file runs in a process of its own. " +
      "The status is 1 if a test fails, and 2 if there is no spec.",
    examples: [
      ["Run all specs of a plugin", "$0 plugin test ./my-plugin"],
      ["Run one file", "$0 plugin test ./my-plugin/spec/main_spec.lua"],
      ["Run the tests whose names have a word", "$0 plugin test --filter greets ./my-plugin"],
      ["Print the results for a build server", "$0 plugin test -o junit ./my-plugin"],
      [
        "Print which lines ran, and write it for other programs",
        "$0 plugin test --coverage-file lcov.info ./my-plugin",
      ],
    ],
  });

  words = Option.Rest({ name: "DIR|FILE" });
  filter = Option.String("--filter", "", { description: "run only tests whose names this pattern of Lua finds" });
  jobs = Option.String("--jobs", "4", { description: "how many files run at once (4)" });
  coverage = Option.Boolean("--coverage", false, { description: "print which lines of the plugin ran" });
  coverageFile = Option.String("--coverage-file", { description: "write that to a file too, in the format of lcov" });
  timeLimit = Option.String("--time-limit", { description: "the most time that a file may take, such as 30s" });
  output = Option.String("-o,--output", "text", { description: FORMATS.join(", "), validator: isEnum(FORMATS) });
  job = Option.String(JOB_FLAG, { hidden: true });

  override async execute(): Promise<number> {
    if (this.job !== undefined) return this.#runJob(this.job);
    const { luff } = this.context;
    const { host } = luff;
    const { folder, names } = findSpecPlace(host, this.words);
    const installed = await withFolderHint(luff, { word: this.words[0] ?? ".", command: "luff plugin test" }, () =>
      requirePluginIn(luff, folder),
    );
    await requireTestable(luff, installed);
    const files = findSpecFiles(host, folder, names);
    const covered = this.#covers() ? findCoveredFiles(host, folder) : [];
    const settings = this.#settings();
    const jobs = this.#jobs();
    const variables = specVariables(luff.paths);
    const words = [...(luff.settings.debug ? ["--debug"] : []), ...luaFlags(settings), "plugin", "test", JOB_FLAG];
    const progress = createSpecProgress(host, files.length);
    progress.update(0);
    const results = await withSignals(host, "not all specs have run", (guard) =>
      withTemporaryFolder(host, (path) => {
        const onResult = (result: SpecResult, done: number): void => this.#tell(result, { progress, done });
        const common = { folder, files, covered, words, variables, onResult, guard, readTypes: () => readTypes(host) };
        return runSpecs(host, { ...common, filter: this.filter, jobs, place: path("") });
      }),
    ).finally(() => progress.clear());
    await this.#finish(results);
    const { passed, failed, pending } = countSpecs(results);
    if (passed + failed + pending === 0) throw this.#noTest(results.flatMap(({ others }) => others));
    return failed > 0 ? FAILURE : 0;
  }

  async #runJob(path: string): Promise<number> {
    const { luff } = this.context;
    const job = JSON.parse(new TextDecoder().decode(luff.host.files.read(path))) as SpecJob;
    const { runSpecJob } = await import("../../../author/specs/run-spec-job.ts");
    const installed = await requirePluginIn(luff, job.folder);
    return runSpecJob(luff.host, installed, job, { lua: luff.lua, note: luff.note });
  }

  /** The settings of the command line, with this command's own limit first. */
  #settings(): LuaSettings {
    const { lua } = this.context.luff;
    if (this.timeLimit === undefined) return lua;
    const limits = [{ time: { text: this.timeLimit, origin: "--time-limit" } }, ...lua.limits];
    try {
      resolveLuaLimits(limits);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw new AppError(error.code, error.message, { exitCode: NOTHING_TO_TEST });
    }
    return { ...lua, limits };
  }

  #covers(): boolean {
    return this.coverage || this.coverageFile !== undefined;
  }

  #jobs(): number {
    const jobs = /^\d+$/.test(this.jobs) ? Number(this.jobs) : 0;
    if (jobs >= 1 && jobs <= MOST_JOBS) return jobs;
    throw new AppError(
      "usage",
      `luff plugin test: --jobs is "${this.jobs}", expected a number from 1 to ${MOST_JOBS}`,
      {
        hint: "Run 'luff help plugin test'.",
        exitCode: NOTHING_TO_TEST,
      },
    );
  }

  #tell(result: SpecResult, { progress, done }: { readonly progress: SpecProgress; readonly done: number }): void {
    const { host } = this.context.luff;
    progress.clear();
    // A file of which the filter leaves nothing says nothing, unless it wrote something.
    const isLeftOut = this.filter !== "" && result.tests.length === 0 && result.output === "";
    if (this.output === "text" && !isLeftOut) {
      host.terminal.write("stdout", renderSpecText(result, { colours: wantsColor(host) }));
    }
    progress.update(done);
  }

  async #finish(results: readonly SpecResult[]): Promise<void> {
    const { host } = this.context.luff;
    const coverage = mergeCoverage(results);
    if (this.#covers() && this.output !== "json") {
      host.terminal.write(this.output === "text" ? "stdout" : "stderr", renderCoverageTable(coverage));
    }
    host.terminal.write("stdout", await this.#render(results, coverage));
    if (this.coverageFile !== undefined) await writeCoverage(host, this.coverageFile, renderCoverageLcov(coverage));
  }

  async #render(results: readonly SpecResult[], coverage: readonly FileCoverage[]): Promise<string> {
    const counts = countSpecs(results);
    switch (this.output) {
      case "text":
        return `${renderSpecSummary(counts, results.length)}\n`;
      case "tap":
        return renderSpecTap(results);
      case "junit":
        return renderSpecJunit(results);
      case "json": {
        const files = results.map(({ file, tests, output, seconds }) => ({ file, tests, output, seconds }));
        return renderStructured("json", { ...counts, files, ...(this.#covers() && { coverage }) });
      }
    }
  }

  /** `others` are the names of the tests that the filter leaves out. */
  #noTest(others: readonly string[]): AppError {
    const filter = JSON.stringify(this.filter);
    const message =
      this.filter === "" ? "the specs have no tests" : `no test has a name that the pattern ${filter} finds`;
    const hint = others.length === 0 ? "Write a test with it()." : namesHint(this.filter, others);
    return new AppError("spec-not-found", message, { exitCode: NOTHING_TO_TEST, hint });
  }
}

/** Names tests that a filter could mean: first those in which it stands as it is, in letters of any size. */
function namesHint(filter: string, names: readonly string[]): string {
  const isNear = (name: string): boolean => name.toLowerCase().includes(filter.toLowerCase());
  const sorted = [...names.filter(isNear), ...names.filter((name) => !isNear(name))];
  const shown = sorted.slice(0, MOST_NAMES).map((name) => JSON.stringify(name));
  const more = names.length > MOST_NAMES ? `, and ${countOf(names.length - MOST_NAMES, "other")}` : "";
  return `A filter is a pattern of Lua, in which small and large letters differ. There are the tests ${shown.join(", ")}${more}.`;
}

/** Throws AppError "runtime-unsupported": helm.test cannot stand for what is outside of a WebAssembly module. */
async function requireTestable(luff: CliContext, installed: InstalledPlugin): Promise<void> {
  const { name, runtime } = installed.plugin;
  if (runtime.kind !== "extism") return requireRuntime(luff.host, installed, luff);
  throw new AppError(
    "runtime-unsupported",
    `plugin "${name}" has the runtime extism/v1, for which there are no specs`,
    {
      hint: "Specs test plugins in Lua; test a WebAssembly module with the tools of its language.",
    },
  );
}

/** Throws AppError "file-failed". */
async function writeCoverage(host: Host, path: string, text: string): Promise<void> {
  try {
    await writeOutput(host, path, text);
  } catch (error) {
    throw fileFailure(error, `write the file ${path}`, "Name a file in a folder that you may write to.");
  }
}
