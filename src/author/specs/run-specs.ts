import { AppError } from "../../errors/app-error.ts";
import { DIED_OF_SIGNAL, NOTHING_TO_TEST } from "../../errors/exit-statuses.ts";
import type { Host } from "../../host/host.ts";
import { statOf } from "../../host/stat-of.ts";
import type { Programs } from "../../host/programs.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { Definition } from "../types/write-types.ts";
import { adviseOnMembers } from "./advise-on-members.ts";
import { readCoverage } from "./coverage.ts";
import { judgeSpec } from "./judge-spec.ts";
import { readOutput, shareOutput } from "./read-output.ts";
import { parseSpecEvents, type SpecEvent } from "./spec-event.ts";
import type { SpecJob } from "./spec-job.ts";
import type { SpecResult } from "./spec-result.ts";
import { specEnvironment, specHome } from "./spec-variables.ts";

/** How often a run that goes on is looked at, in milliseconds. */
const PAUSE = 5;
const SIGKILL = 9;
/** How long an ended program may take to be gone, in milliseconds. */
const PATIENCE = 10_000;
/** How luff's own messages begin. */
const ERROR = "Error: ";

/** The files of specs to run, and how. */
export interface SpecRun {
  /** The plugin's folder. */
  readonly folder: string;
  readonly files: readonly string[];
  readonly filter: string;
  /** The plugin's files whose lines are counted, as of `files`. */
  readonly covered: readonly string[];
  /** The most files that run at once. */
  readonly jobs: number;
  /** An empty folder for the events, the outputs and the data of the files. */
  readonly place: string;
  /** The arguments with which luff runs a job, whose file follows them. */
  readonly words: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** Reads the types of all modules of the library. */
  readonly readTypes: () => Promise<readonly Definition[]>;
  /** Called with each result in the order of the files, as soon as it is known, and with how many those are. */
  readonly onResult: (result: SpecResult, done: number) => void;
  /** Throws if luff is to stop. */
  readonly guard: () => Promise<void>;
}

interface Running {
  readonly index: number;
  readonly child: number;
  readonly job: SpecJob;
  readonly begun: number;
}

/**
 * Runs files of specs, each in a luff of its own, several at once, and returns their results in the order of the files. Throws
 * what the guard throws, after it has ended what still runs.
 */
export async function runSpecs(host: Host, run: SpecRun): Promise<readonly SpecResult[]> {
  const { programs } = await host.lua();
  const results: (SpecResult | undefined)[] = [];
  let running: Running[] = [];
  let begun = 0;
  let told = 0;
  try {
    while (told < run.files.length) {
      while (running.length < run.jobs && begun < run.files.length) {
        running.push(startJob(host, programs, run, begun));
        begun += 1;
      }
      running = running.filter((each) => {
        const end = programs.waitForEnd(each.child, 0);
        if (typeof end !== "object") return true;
        results[each.index] = resultOf(host, run, each, end.kind === "signal" ? DIED_OF_SIGNAL + end.code : end.code);
        return false;
      });
      for (let next = results[told]; next !== undefined; next = results[told]) {
        const advised = await adviseOnMembers(host, run, next);
        results[told] = advised;
        told += 1;
        run.onResult(advised, told);
      }
      await run.guard();
      if (told < run.files.length) await host.clock.sleep(PAUSE);
    }
  } finally {
    endAll(programs, running);
  }
  return results.filter((result) => result !== undefined);
}

/** Ends what still runs, and waits until nothing of it writes any more. */
function endAll(programs: Programs, running: readonly Running[]): void {
  for (const { child } of running) programs.signal(child, SIGKILL);
  for (const { child } of running) programs.waitForEnd(child, PATIENCE);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function placesOf({ os }: Host, { place }: SpecRun, index: number) {
  const { join } = pathStyle(os);
  const at = (name: string): string => join(place, `${index}.${name}`);
  return { job: at("job"), events: at("events"), output: at("output"), data: at("data"), home: at("home") };
}

/** Throws AppError "usage" if Lua does not take the filter for a pattern. */
function requireFilter(events: readonly SpecEvent[]): void {
  const refused = events.find((event) => event.kind === "bad-filter");
  if (refused === undefined) return;
  throw new AppError("usage", `luff plugin test: the filter is not a pattern of Lua: ${refused.message}`, {
    hint: "Write %[ for a bracket: Lua's patterns have a % where others have a backslash.",
    exitCode: NOTHING_TO_TEST,
  });
}

function startJob(host: Host, programs: Programs, run: SpecRun, index: number): Running {
  const places = placesOf(host, run, index);
  const file = run.files[index] ?? "";
  const job = {
    folder: run.folder,
    file,
    events: places.events,
    output: places.output,
    data: places.data,
    home: places.home,
    filter: run.filter,
    covered: run.covered,
  };
  for (const folder of [places.data, ...specHome(host.os, places.home).folders]) host.disk.makeFolders(folder);
  host.files.writeAtomically(places.job, JSON.stringify(job));
  const words = [...host.environment.ownCommand, ...run.words, places.job];
  const started = programs.start({
    file: encode(host.environment.ownCommand[0]),
    argv: words.map(encode),
    environment: specEnvironment(host.environment.all(), run.variables, host.os === "windows"),
    folder: encode(run.folder),
    stdin: "null",
    stdout: { file: encode(places.output) },
    stderr: "stdout",
  });
  if (typeof started === "number") throw new Error(`luff does not start luff: error ${-started}`);
  return { index, child: started.child, job, begun: host.clock.now() };
}

function resultOf(host: Host, run: SpecRun, { index, job, begun }: Running, status: number): SpecResult {
  const { output: path, events } = placesOf(host, run, index);
  const written = statOf(host, path) === undefined ? { text: "" } : readOutput(host, path);
  const lastWords = written.text.split("\n").findLast((line) => line.startsWith(ERROR)) ?? "";
  // Places in the plugin's folder are shorter without it.
  const inner = (text: string): string => text.replaceAll(pathStyle(host.os).join(run.folder, "x").slice(0, -1), "");
  const told = statOf(host, events) === undefined ? [] : parseSpecEvents(textOf(host.files.read(events)));
  requireFilter(told);
  const judged = judgeSpec(told, { status, lastWords: lastWords.slice(ERROR.length) });
  const tests = judged.map((test) => ({ ...test, message: inner(test.message), trace: inner(test.trace) }));
  const others = told.flatMap((event) => (event.kind === "other" ? [event.name] : []));
  const seconds = (host.clock.now() - begun) / 1000;
  return { file: job.file, ...shareOutput(written, tests), others, seconds, coverage: readCoverage(told) };
}
