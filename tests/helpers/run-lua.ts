/**
 * Runs a Lua script in luff's engine, without the command line around it:
 *   bun tests/helpers/run-lua.ts [--memory BYTES] [--time MS] [--output BYTES] [--text-chunks] [--plugin NAME] SCRIPT [ARGS]
 * With --plugin errors are told as those of a plugin. With LUFF_TEST_PLAIN=1 the script needs no main and errors look like
 * those of lua5.4, for comparison with it.
 */
import { createProgramFinder } from "../../src/run/program-finder.ts";
import * as fs from "node:fs";
import * as path from "node:path";
import { createHost } from "../../src/host/bun/host.ts";
import { createLuaSystem } from "../../src/host/bun/lua-system.ts";
import { createDescriptors } from "../../src/host/bun/streams/descriptors.ts";
import { runLuaScript } from "../../src/lua/run-script.ts";

async function main(args: string[]): Promise<number> {
  const host = createHost();
  const system = createLuaSystem(createDescriptors());
  const limits: { memory?: number; time?: number; output?: number } = {};
  let allowBinaryChunks = true;
  let plugin: string | undefined;
  while (args[0]?.startsWith("--")) {
    const option = args.shift();
    if (option === "--text-chunks") allowBinaryChunks = false;
    else if (option === "--plugin") plugin = args.shift();
    else if (option === "--memory") limits.memory = Number(args.shift());
    else if (option === "--time") limits.time = Number(args.shift());
    else if (option === "--output") limits.output = Number(args.shift());
    else throw new Error(`unknown option ${option}`);
  }
  const script = args.shift();
  if (script === undefined) throw new Error("no script given");
  const plain = process.env["LUFF_TEST_PLAIN"] === "1";
  const folder = path.dirname(script);
  const ownFolder = [`${folder}/?.lua`, `${folder}/?/init.lua`];
  return runLuaScript(
    system,
    {
      path: script,
      source: fs.readFileSync(script),
      args,
      packagePath: plain ? ["./?.lua", "./?/init.lua", ...ownFolder] : ownFolder,
      environment: process.env as Record<string, string>,
      limits,
      allowBinaryChunks,
      mainIsOptional: plain,
      programName: plain ? "lua5.4" : (plugin ?? "luff"),
      printsTextAlone: plugin !== undefined,
    },
    {
      library: {
        os: host.os,
        arch: host.arch,
        environment: host.environment,
        digests: host.digests,
        terminal: host.terminal,
        files: host.files,
        http: host.http,
        programs: createProgramFinder(host),
        version: process.env["LUFF_TEST_VERSION"] ?? "0.0.0-source",
        ownFiles: "plugin-data",
      },
    },
  );
}

void main(process.argv.slice(2)).then((status) => process.exit(status));
