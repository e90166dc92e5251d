import { Command, Option } from "clipanion";
import { LUA_DESCRIPTION, LUA_SOURCE } from "../../lua/lua-version.ts";
import { renderStructured } from "../../output/structured.ts";
import { buildInfo } from "../build-info.ts";
import type { CommandContext } from "../command-context.ts";
import { summaryOf } from "../commands.ts";
import { outputOption } from "../flags/output-option.ts";

/** `luff version`. */
export class VersionCommand extends Command<CommandContext> {
  static override paths = [["version"]];
  static override usage = Command.Usage({
    description: summaryOf("version"),
    examples: [
      ["Print the version and the platform", "$0 version"],
      ["Print only the version", "$0 version --short"],
      ["Print all details of the build, for programs", "$0 version -o json"],
    ],
  });

  short = Option.Boolean("--short", false, { description: "print only the version number" });
  output = outputOption();

  override async execute(): Promise<number> {
    const { host } = this.context.luff;
    const { version, ...build } = buildInfo();
    const facts = {
      version,
      commit: known(build.commit),
      date: known(build.date),
      platform: `${host.os}/${host.arch}`,
      target: known(build.target),
      host: host.name,
      runtime: host.runtime,
      lua: LUA_DESCRIPTION,
    };
    if (this.short) host.terminal.write("stdout", `${version}\n`);
    else if (this.output !== "table") host.terminal.write("stdout", await renderStructured(this.output, facts));
    else host.terminal.write("stdout", `luff ${version} ${facts.platform} (${facts.runtime}, ${lua()})\n`);
    return 0;
  }
}

/** A fact about the build, which what is run from its source has not. */
function known(fact: string): string | null {
  return fact === "" ? null : fact;
}

function lua(): string {
  const { release, commitsAfter } = LUA_SOURCE;
  return `Lua ${release} plus ${commitsAfter} commits`;
}
