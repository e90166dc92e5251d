import { AppError } from "../errors/app-error.ts";
import type { GithubSource } from "./source.ts";

/** The server of a source that names none, unless GH_HOST does. */
export const GITHUB = "github.com";

const PREFIX = /^github:/i;
const FORM = /^(?:([A-Za-z0-9.-]+(?::\d{1,5})?)\/)?([A-Za-z0-9_-]+)\/([A-Za-z0-9._-]+)$/;

/** Whether a text can only be a source on a GitHub server. */
export function isGithub(text: string): boolean {
  return PREFIX.test(text);
}

/**
 * Reads `github:[HOST/]OWNER/REPO[@TAG]`, where TAG may be a constraint, too. `usual` is the server where none is named. Throws AppError "source-unsupported" for a wrong
 * form.
 */
export function parseGithub(text: string, usual: string): GithubSource {
  const [place = "", ...after] = text.replace(PREFIX, "").split("@");
  const tag = after.join("@");
  const [, server = usual, owner = "", name = ""] = FORM.exec(place) ?? [];
  const repository = name.replace(/\.git$/, "");
  const isTag = after.length === 0 || (tag !== "" && !/[\0-\x1f\x7f]/.test(tag));
  if (/^\.*$/.test(repository) || !isTag) throw wrongForm(text);
  return { kind: "github", server: requireServer(server), repository: `${owner}/${repository}`, tag };
}

/** The text of a source, without its tag. */
export function renderGithub({ server, repository }: Pick<GithubSource, "server" | "repository">): string {
  return server === GITHUB ? `github:${repository}` : `github:${server}/${repository}`;
}

function requireServer(text: string): string {
  const server = text.toLowerCase().replace(/^www\.(?=github\.com$)/, "");
  if (/^(?!\.)[a-z0-9.-]+(?::\d{1,5})?$/.test(server)) return server;
  throw new AppError("source-unsupported", `GH_HOST is ${JSON.stringify(text)}, expected the name of a GitHub server`, {
    hint: "Write only the name, such as github.example.com, with a port where it needs one.",
  });
}

function wrongForm(text: string): AppError {
  return new AppError(
    "source-unsupported",
    `luff cannot install from ${JSON.stringify(text)}: expected github:OWNER/REPO or github:OWNER/REPO@TAG`,
    {
      hint:
        "Before OWNER may stand a server: github:HOST/OWNER/REPO. A folder of a repository is installed from its " +
        "address: https://github.com/OWNER/REPO//FOLDER.",
    },
  );
}
