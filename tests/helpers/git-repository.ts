import { pathToFileURL } from "node:url";
import type { Sandbox } from "./sandbox.ts";

/** Names the committer without this machine's git settings, and allows the file protocol for submodules. */
export const GIT_ENVIRONMENT: Readonly<Record<string, string>> = {
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@example.invalid",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@example.invalid",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_COUNT: "1",
  GIT_CONFIG_KEY_0: "protocol.file.allow",
  GIT_CONFIG_VALUE_0: "always",
};

/** A git repository with the plugin `greet`, below a sandbox. */
export interface GitRepository {
  readonly url: string;
  /** The commit of a version. */
  readonly commitOf: (version: string) => string;
  /** Runs git in it, and returns what it prints. */
  readonly git: (...args: readonly string[]) => string;
  /** Commits a version of the plugin, which prints its version, with more files. */
  readonly commit: (version: string, more?: Readonly<Record<string, string>>) => void;
}

/** Makes an empty repository in a folder of a sandbox. */
export function createGitRepository(sandbox: Sandbox, folder: string): GitRepository {
  const commits = new Map<string, string>();
  const git = (...args: readonly string[]): string => {
    const env = { ...sandbox.env, ...GIT_ENVIRONMENT };
    const { stdout, stderr, exitCode } = Bun.spawnSync(["git", "-C", sandbox.path(folder), ...args], { env });
    if (exitCode !== 0) throw new Error(stderr.toString());
    return stdout.toString().trim();
  };
  sandbox.write(`${folder}/.keep`, "");
  git("init", "--quiet", "--initial-branch=main");
  return {
    url: pathToFileURL(sandbox.path(folder)).href,
    commitOf: (version) => commits.get(version) ?? "",
    git,
    commit(version, more = {}) {
      const text = `name: greet\nversion: ${version}\nusage: u\ncommand: luff $HELM_PLUGIN_DIR/run.lua\n`;
      const files = { "plugin.yaml": text, "run.lua": `function main() print('${version}') end\n`, ...more };
      for (const [name, content] of Object.entries(files)) sandbox.write(`${folder}/${name}`, content);
      git("add", "-A");
      git("commit", "--quiet", "-m", version);
      commits.set(version, git("rev-parse", "HEAD"));
    },
  };
}
