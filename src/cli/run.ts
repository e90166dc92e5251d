import type { Host } from "../host/host.ts";
import { prepareLua } from "../run/prepare-lua.ts";
import type { CliContext } from "./context.ts";
import { mayNeedLua } from "./call/may-need-lua.ts";
import { readCall, type Call, type ReadCall } from "./call/read-call.ts";
import { isCallable, requirePlugin, requirePluginIn } from "./call/require-plugin.ts";
import { runInstalled } from "./call/run-installed.ts";

/** Runs luff's command line (argv without the program's name) and returns the exit status. Nothing is thrown. */
export async function run(host: Host, argv: readonly string[]): Promise<number> {
  try {
    const read = readCall({ host }, argv);
    if (!read.asksWhy) return await runCall(read);
    const { runExplained } = await import("./debug/run-explained.ts");
    return await runExplained(host, argv, runCall);
  } catch (error) {
    const { printError } = await import("./notes/print-error.ts");
    return printError(host, error);
  }
}

async function runCall({ context, call }: ReadCall): Promise<number> {
  if (mayNeedLua(context, call)) await prepareLua(context.host);
  return dispatch(context, call);
}

async function dispatch(context: CliContext, call: Call): Promise<number> {
  switch (call.kind) {
    case "script": {
      const { runLuaFile } = await import("./call/run-lua-file.ts");
      return runLuaFile(context, call.path, { args: call.args });
    }
    case "lua": {
      const { runLuaWords } = await import("./call/run-lua-words.ts");
      return runLuaWords(context, call.words);
    }
    case "folder":
      return runInstalled(context, await requirePluginIn(context, call.path), call.args);
    case "plugin":
      return runInstalled(context, await requirePlugin(context, call.name), call.args);
    case "command": {
      const { runCommand } = await import("./call/run-command.ts");
      return runCommand(context, call.words);
    }
    case "completion": {
      const { printCompletion } = await import("./complete/complete.ts");
      return printCompletion(context, call);
    }
    case "either": {
      const chosen = (await isCallable(context, call.name)) ? call.plugin : call.own();
      return dispatch(chosen.context, chosen.call);
    }
  }
}
