import type { ChildProcesses } from "../../host/child-processes.ts";
import type { Host } from "../../host/host.ts";
import type { Http } from "../../host/http.ts";
import type { Processes, ProgramStart } from "../../host/processes.ts";
import { shownPath } from "../../platform/shown-path.ts";
import { noteVariables } from "../../run/debug/note-variables.ts";
import { valueHider } from "../../text/secrets/hide-values.ts";
import { showWords } from "../../text/secrets/show-words.ts";

type Note = (text: string) => void;

/** The same host, which notes each program that luff starts and each request that it makes, and how they end. */
export function explainedHost(host: Host, note: Note): Host {
  return {
    name: host.name,
    runtime: host.runtime,
    os: host.os,
    arch: host.arch,
    files: host.files,
    environment: host.environment,
    terminal: host.terminal,
    digests: host.digests,
    random: host.random,
    processes: explainedProcesses(host, note),
    // The host loads these when they are asked for.
    get children() {
      return explainedChildren(host, note);
    },
    get descriptors() {
      return host.descriptors;
    },
    get http() {
      return explainedHttp(host, note);
    },
    get clock() {
      return host.clock;
    },
    get compression() {
      return host.compression;
    },
    get disk() {
      return host.disk;
    },
    get signals() {
      return host.signals;
    },
    lua: () => host.lua(),
    ...(host.wasm !== undefined && { wasm: host.wasm }),
  };
}

function explainedProcesses(host: Host, note: Note): Processes {
  const { processes } = host;
  return {
    async run(program) {
      noteProgram(host, program, note);
      const end = timer(host, note, "the program");
      return end(await processes.run(program));
    },
    async runChild(child) {
      noteProgram(host, child, note);
      const end = timer(host, note, "the program");
      return end(await processes.runChild(child));
    },
  };
}

function noteProgram(host: Host, { file, name, args, variables, without }: ProgramStart, note: Note): void {
  const hide = valueHider([host.environment.all(), variables]);
  noteVariables(host, { variables, without }, note);
  note(`starts ${shownPath(host.os, file)} with the words: ${showWords([name, ...args], hide)}`);
}

/** Returns a function that notes a status and the time until then, and returns the status. */
function timer({ clock }: Host, note: Note, what: string): (status: number) => number {
  const begun = clock.now();
  return (status) => {
    note(`${what} ended with status ${status} after ${clock.now() - begun} ms`);
    return status;
  };
}

/** The command lines of luff's own programs whose output it reads. Those of a Lua script go another way. */
function explainedChildren(host: Host, note: Note): ChildProcesses {
  const { children } = host;
  return {
    available: () => children.available(),
    execute: (command, environment, wishes) => children.execute(command, environment, wishes),
    open(command, direction, environment, wishes) {
      note(`starts the line: ${new TextDecoder().decode(command)}`);
      const end = timer(host, note, "the line");
      const child = children.open(command, direction, environment, wishes);
      if (typeof child === "number") return child;
      return {
        descriptor: child.descriptor,
        wait() {
          const ended = child.wait();
          end(typeof ended === "number" ? ended : ended.code);
          return ended;
        },
      };
    },
  };
}

function explainedHttp(host: Host, note: Note): Http {
  const { http, clock } = host;
  const ask = (method: string, url: string, proxy: string | undefined): ((status: number) => void) => {
    const begun = clock.now();
    note(`asks: ${method} ${url}${proxy === undefined ? "" : `, through the proxy ${proxy}`}`);
    return (status) => note(`the answer has the status ${status}, after ${clock.now() - begun} ms`);
  };
  return {
    async get(request) {
      const answered = ask("GET", request.url, request.proxy);
      const response = await http.get(request);
      answered(response.status);
      return response;
    },
    exchange(request) {
      const answered = ask(request.method, request.url, request.proxy);
      const response = http.exchange(request);
      answered(response.status);
      return response;
    },
  };
}
