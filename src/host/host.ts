import type { ChildProcesses } from "./child-processes.ts";
import type { Clock } from "./clock.ts";
import type { Compression } from "./compression.ts";
import type { Descriptors } from "./descriptors.ts";
import type { Digests } from "./digests.ts";
import type { Disk } from "./disk.ts";
import type { Environment } from "./environment.ts";
import type { Files } from "./files.ts";
import type { Http } from "./http.ts";
import type { LuaSystem } from "./lua-system.ts";
import type { Processes } from "./processes.ts";
import type { Random } from "./random.ts";
import type { Signals } from "./signals.ts";
import type { Terminal } from "./terminal.ts";
import type { WasmHost } from "./wasm.ts";

/**
 * Everything that luff needs from the system. main makes one value and passes it down; each function takes only the
 * part that it needs.
 */
export interface Host {
  /** "bun", or "quickjs" for the compact executable. */
  readonly name: string;
  /** The runtime and its version: "Bun 1.4.5". */
  readonly runtime: string;
  /** The operating system in Go's words (GOOS): "linux", "darwin", "windows", … */
  readonly os: string;
  /** The architecture in Go's words (GOARCH): "amd64", "arm64", "386", … */
  readonly arch: string;
  readonly files: Files;
  readonly processes: Processes;
  readonly environment: Environment;
  readonly terminal: Terminal;
  readonly digests: Digests;
  readonly random: Random;
  /** These seven are loaded when they are asked for. */
  readonly children: ChildProcesses;
  readonly descriptors: Descriptors;
  readonly http: Http;
  readonly clock: Clock;
  readonly compression: Compression;
  readonly disk: Disk;
  readonly signals: Signals;
  /** What Lua needs from the system. It is loaded and prepared at the first call. */
  lua(): Promise<LuaSystem>;
  /** What runs WebAssembly modules of plugins, loaded when it is called. The compact executables do not have it. */
  readonly wasm?: () => Promise<WasmHost>;
}
