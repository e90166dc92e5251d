import { expect, test } from "bun:test";
import { githubServer } from "../../../../src/manage/github/github-server.ts";

const ALL = {
  GH_TOKEN: "cloud",
  GITHUB_TOKEN: "cloud too",
  GH_ENTERPRISE_TOKEN: "enterprise",
  GITHUB_ENTERPRISE_TOKEN: "enterprise too",
};

test.each([
  ["github.com", ALL, "https://api.github.com", "cloud"],
  ["github.com", { GITHUB_TOKEN: " second\n", GH_TOKEN: "" }, "https://api.github.com", "second"],
  ["github.com", { GH_ENTERPRISE_TOKEN: "enterprise" }, "https://api.github.com", undefined],
  ["octo.ghe.com", ALL, "https://api.octo.ghe.com", "cloud"],
  ["git.example:8443", ALL, "https://git.example:8443/api/v3", "enterprise"],
  ["git.example", { GITHUB_ENTERPRISE_TOKEN: "second" }, "https://git.example/api/v3", "second"],
  ["git.example", { GH_TOKEN: "cloud", GITHUB_TOKEN: "cloud" }, "https://git.example/api/v3", undefined],
  ["notghe.com", { GH_TOKEN: "cloud" }, "https://notghe.com/api/v3", undefined],
])(
  "%s with %j has the API at %s and gets the token %s",
  (name, variables: Readonly<Record<string, string>>, api, token) => {
    const server = githubServer({ get: (variable) => variables[variable] }, name);
    expect({ api: server.api, token: server.token?.value }).toEqual({ api, token });
  },
);
