import { expect, test } from "bun:test";
import { AppError } from "../../../../src/errors/app-error.ts";
import { apiDownload, type GithubClient } from "../../../../src/manage/github/ask-github.ts";
import { githubServer } from "../../../../src/manage/github/github-server.ts";

test.each(["127.1", "a.0x1", "ghe.org:99999", "ghe.org:0"])("no GitHub server is named %s", (name) => {
  const server = githubServer({ get: () => undefined }, name);
  const ask = () => apiDownload({ server, repository: "a/b" } as GithubClient, "/releases");
  expect(ask).toThrow(
    new AppError("source-unsupported", `luff cannot ask "${name}": that is not the name of a server`, {
      hint: "Write only the name, such as github.example.com, with a port where it needs one.",
    }),
  );
});
