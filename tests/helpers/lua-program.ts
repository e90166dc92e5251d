import { resolve } from "node:path";
import { noteCrash } from "./note-crash.ts";
import { programUnderTest, testsBinary } from "./program-under-test.ts";

export interface LuaLimits {
  readonly memoryBytes?: number;
  readonly timeMs?: number;
  readonly outputBytes?: number;
}

/** How a program gets its limits: arguments before the script, and variables. */
interface LimitSettings {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A way to run a Lua script: Debian's interpreter, luff's source through the development runner, or a luff executable. */
export interface LuaProgram {
  readonly name: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  limit(limits: LuaLimits): LimitSettings;
}

/** The reference interpreter, with its release: "5.4.6". */
export interface NativeLua extends LuaProgram {
  readonly release: string;
}

export interface LuaScript {
  readonly path: string;
  readonly cwd: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: Uint8Array | string;
  readonly limits?: LuaLimits;
  /** Bytes of either stream that are kept; the rest is read and dropped. */
  readonly keepBytes?: number;
  /** After so long the program is killed, and its signal is SIGKILL. */
  readonly killAfterMs?: number;
}

export interface LuaRun {
  /** Null where a signal ended the program. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** One character for each byte, so that binary output compares. */
  readonly stdout: string;
  readonly stderr: string;
  readonly elapsedMs: number;
  /** Processor time of the program and the children that it waited for, which a busy machine hardly changes. */
  readonly cpuMs: number;
}

const RUNNER = resolve(import.meta.dir, "run-lua.ts");
const KEEP_BYTES = 8 << 20;
/** A grandchild may hold the streams open after the program has gone. */
const STREAM_PATIENCE_MS = 3000;

/** The reference interpreter: what LUFF_TEST_LUA names, else `lua5.4`, else `lua` if it is a 5.4; undefined where there is none. */
export function findNativeLua(): NativeLua | undefined {
  for (const name of [process.env["LUFF_TEST_LUA"] ?? "", "lua5.4", "lua"]) {
    const path = name === "" ? null : Bun.which(name);
    if (path === null) continue;
    const release = /^Lua (5\.4\.\d+)/.exec(Bun.spawnSync([path, "-v"]).stdout.toString())?.[1];
    if (release === undefined) continue;
    return { name: "native", command: [path], env: {}, limit: () => ({ args: [], env: {} }), release };
  }
  return undefined;
}

/** luff as the suites drive it: the executable that LUFF_BINARY names, else the source through the development runner. */
export function luffLua(): LuaProgram {
  if (testsBinary()) {
    const command = [...programUnderTest()];
    return { name: "luff", command, env: {}, limit: limitsAsVariables };
  }
  const env = {
    // A script without `main` is run as the reference interpreter runs it.
    LUFF_TEST_PLAIN: "1",
    // Otherwise Bun leaves transpiled copies in the temporary folder.
    BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0",
  };
  return { name: "luff", command: [process.execPath, RUNNER], env, limit: limitsAsArguments };
}

/** Runs one script to its end, with both streams read. */
export async function runLua(program: LuaProgram, script: LuaScript): Promise<LuaRun> {
  const started = performance.now();
  const limits = program.limit(script.limits ?? {});
  const child = Bun.spawn([...program.command, ...limits.args, script.path, ...(script.args ?? [])], {
    cwd: script.cwd,
    env: { ...bareEnvironment(script.cwd), ...program.env, ...limits.env, ...script.env },
    stdin: typeof script.stdin === "string" ? new TextEncoder().encode(script.stdin) : (script.stdin ?? "ignore"),
    stdout: "pipe",
    stderr: "pipe",
    killSignal: "SIGKILL",
    ...(script.killAfterMs !== undefined && { timeout: script.killAfterMs }),
  });
  const keep = script.keepBytes ?? KEEP_BYTES;
  const streams = [collect(child.stdout, keep), collect(child.stderr, keep)] as const;
  await child.exited;
  if (program.name === "luff") noteCrash([script.path], child);
  const elapsedMs = performance.now() - started;
  await Promise.race([Promise.all(streams.map((stream) => stream.ended)), Bun.sleep(STREAM_PATIENCE_MS)]);
  const signal = child.signalCode as string | null;
  return {
    exitCode: signal === null ? child.exitCode : null,
    signal,
    stdout: streams[0].text(),
    stderr: streams[1].text(),
    elapsedMs,
    cpuMs: Number(child.resourceUsage()?.cpuTime.total ?? 0) / 1000,
  };
}

/** As the development runner takes them. */
function limitsAsArguments(limits: LuaLimits): LimitSettings {
  const flags = { memory: limits.memoryBytes, time: limits.timeMs, output: limits.outputBytes };
  const given = Object.entries(flags).filter(([, value]) => value !== undefined);
  return { args: given.flatMap(([flag, value]) => [`--${flag}`, String(value)]), env: {} };
}

/** As luff takes them for any script. */
function limitsAsVariables({ memoryBytes, timeMs, outputBytes }: LuaLimits): LimitSettings {
  const env = {
    ...(memoryBytes !== undefined && { LUFF_MEMORY_LIMIT: String(memoryBytes) }),
    ...(timeMs !== undefined && { LUFF_TIME_LIMIT: `${timeMs}ms` }),
    ...(outputBytes !== undefined && { LUFF_OUTPUT_LIMIT: String(outputBytes) }),
  };
  return { args: [], env };
}

/** Built from nothing, so that a variable of the developer's shell never decides a test. */
function bareEnvironment(cwd: string): Record<string, string> {
  return {
    // Where `sh`, `cat` and the like are.
    PATH: process.env["PATH"] ?? "/usr/bin:/bin",
    // Scripts print it, and shells want one.
    HOME: cwd,
    // Files of `os.tmpname` and `io.tmpfile` are removed with the folder.
    TMPDIR: cwd,
    // Dates compare; a case may name another zone.
    TZ: "UTC",
    // Messages of the C library and of shells stay English.
    LC_ALL: "C",
  };
}

interface Collected {
  readonly ended: Promise<void>;
  text(): string;
}

function collect(stream: ReadableStream<Uint8Array>, keep: number): Collected {
  const chunks: Uint8Array[] = [];
  const read = async (): Promise<void> => {
    let kept = 0;
    for await (const chunk of stream) {
      if (kept >= keep) continue;
      chunks.push(chunk.subarray(0, keep - kept));
      kept += chunk.length;
    }
  };
  return { ended: read(), text: () => Buffer.concat(chunks).toString("latin1") };
}
