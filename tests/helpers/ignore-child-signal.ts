/**
 * Makes a program take this process's place that is started with SIGCHLD ignored, which not every shell can do:
 *   bun tests/helpers/ignore-child-signal.ts PROGRAM [ARGS]
 */
import type { Pointer } from "bun:ffi";
import { openCLibrary } from "../../src/host/bun/library/open-c-library.ts";
import { SIGCHLD } from "../../src/host/bun/interrupts/signal-action.ts";
import { replaceProcess } from "../../src/host/bun/start/replace-process.ts";

const SIG_IGN = 1 as Pointer;

const [file = "", ...args] = process.argv.slice(2);
openCLibrary({ signal: { args: ["i32", "ptr"], returns: "ptr" } })?.symbols.signal(SIGCHLD, SIG_IGN);
replaceProcess({ file, name: file, args, variables: {} });
