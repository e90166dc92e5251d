import { Command, Option } from "clipanion";
import { readFileBlocks } from "../../archive/unpack.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { JOB_FLAG } from "../../run/call-of-luff.ts";
import {
  isPostRenderer,
  runPostRenderer,
  runPostRendererProgram,
  type PostRendererCall,
} from "../../run/run-post-renderer.ts";
import type { CommandContext } from "../command-context.ts";
import { requirePluginIn } from "../call/require-plugin.ts";
import { summaryOf } from "../commands.ts";
import { contextVariables, type CliContext } from "../context.ts";
import { requireInstalled } from "../plugin/require-installed.ts";
import { readStandardInput } from "../files/read-standard-input.ts";
import { withSignals } from "../files/with-signals.ts";
import { withTemporaryFolder } from "../files/with-temporary-folder.ts";

/** `luff post-render`. */
export class PostRenderCommand extends Command<CommandContext> {
  static override paths = [["post-render"]];
  static override usage = Command.Usage({
    description: summaryOf("post-render"),
    details:
      "Passes standard input to an installed post-renderer and prints its output, as Helm 4 does. With --exec it " +
      "runs a program, as Helm 3 does. All arguments after NAME or PROGRAM are passed on. If the post-renderer fails, luff " +
      "has its exit status and prints nothing.",
    examples: [
      ["Change rendered manifests", "$0 post-render label-all < rendered.yaml"],
      ["Pass arguments on", "$0 post-render label-all --label team=web < rendered.yaml"],
      ["Run a program instead of a plugin", "$0 post-render --exec ./kustomize.sh overlays/prod < rendered.yaml"],
    ],
  });

  words = Option.Proxy();

  override async execute(): Promise<number> {
    const { luff } = this.context;
    const { host } = luff;
    // All words belong to the post-renderer, so Clipanion does not look for this flag.
    if (this.words[0] === "--help" || this.words[0] === "-h") {
      this.context.stdout.write(this.cli.usage(PostRenderCommand, { detailed: true }));
      return 0;
    }
    if (this.words[0] === JOB_FLAG) return runJob(luff, this.words.slice(1));
    const { name, render } = await findRenderer(luff, this.words);
    const variables = await contextVariables(luff);
    await withTemporaryFolder(host, async (path) => {
      const output = { file: path("rendered") };
      const call = { variables, output, lua: luff.lua, note: luff.note };
      const status = await withSignals(host, "nothing was printed", () => render(call));
      if (status !== 0) {
        throw new AppError("post-renderer-failed", `the post-renderer "${name}" ended with status ${status}`, {
          exitCode: status,
        });
      }
      await requireContent(host, name, output.file);
      for await (const bytes of readFileBlocks(host, output.file)) host.terminal.write("stdout", bytes);
    });
    return 0;
  }
}

/** Renders by the WebAssembly module of the plugin in a folder, in this process, as `runPostRenderer` asks for it. */
async function runJob(luff: CliContext, [folder = "", ...args]: readonly string[]): Promise<number> {
  const { host } = luff;
  const installed = await requirePluginIn(luff, folder);
  const { runPostRendererModule } = await import("../../run/run-post-renderer-module.ts");
  const manifests = readStandardInput(host);
  const variables = await contextVariables(luff);
  const rendered = await runPostRendererModule(host, installed, { args, manifests, variables, settings: luff.lua });
  host.terminal.write("stdout", rendered.manifests);
  return rendered.status;
}

interface Renderer {
  readonly name: string;
  readonly render: (call: Omit<PostRendererCall, "args">) => Promise<number>;
}

async function findRenderer(luff: CliContext, words: readonly string[]): Promise<Renderer> {
  const { host } = luff;
  const [first, ...rest] = words;
  if (first === undefined) throw usageError("it needs the name of a post-renderer, or --exec and a program");
  if (first === "--exec") {
    const [program, ...args] = rest;
    if (program === undefined) throw usageError("--exec needs a program");
    return { name: program, render: (call) => runPostRendererProgram(host, program, { ...call, args }) };
  }
  const installed = await requireRenderer(luff, first);
  return { name: first, render: (call) => runPostRenderer(host, installed, { ...call, args: rest }) };
}

function usageError(reason: string): AppError {
  return new AppError("usage", `luff post-render: ${reason}`, { hint: "Run 'luff help post-render'." });
}

async function requireRenderer(luff: CliContext, name: string): Promise<InstalledPlugin> {
  const installed = await requireInstalled(luff, name);
  if (isPostRenderer(luff.host, installed)) return installed;
  throw new AppError("not-a-post-renderer", `plugin "${name}" is a ${installed.plugin.type}, not a post-renderer`, {
    hint: "Post-renderers have the type postrenderer/v1, or are commands without apiVersion.",
  });
}

const WHITE = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20]);

/** As in Helm 4, a post-renderer that prints nothing but white space has failed. */
async function requireContent(host: Host, name: string, file: string): Promise<void> {
  for await (const bytes of readFileBlocks(host, file)) {
    if (bytes.some((byte) => !WHITE.has(byte))) return;
  }
  throw new AppError("post-renderer-empty", `the post-renderer "${name}" printed nothing`, {
    hint: "A post-renderer reads the manifests on standard input, and must print all that should stay.",
  });
}
