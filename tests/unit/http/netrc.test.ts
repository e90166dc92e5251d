import { expect, test } from "bun:test";
import { findNetrcCredentials, parseNetrc } from "../../../src/http/netrc.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

const FILE = `# machine h login comment
machine other.example login o password p
machine H.example
  login "a b"
  password "c\\"d"
  account x
macdef init
machine macro login m password m

machine h.example login second password s
default login anonymous password guest
`;

test.each([
  ["other.example", { user: "o", password: "p" }],
  ["h.example", { user: "a b", password: 'c"d' }],
  ["macro", { user: "anonymous", password: "guest" }],
])("the file has for %s the user and the password", (server, credentials) => {
  expect(parseNetrc(FILE, server)).toEqual(credentials);
});

test.each([
  ["nothing for the server", "machine a login b password c"],
  ["no login", "machine h password c"],
  ["a macro that never ends", "macdef m\nmachine h login b password c"],
  ["nothing", ""],
])("a file with %s has none", (_what, text) => {
  expect(parseNetrc(text, "h")).toBeUndefined();
});

test("a file without a password has an empty one", () => {
  expect(parseNetrc("machine h login me", "h")).toEqual({ user: "me", password: "" });
});

test.each([
  [{ "/home/user/.netrc": "machine h login dot" }, {}, "dot"],
  [{ "/home/user/_netrc": "machine h login under" }, {}, "under"],
  [{ "/home/user/.netrc": "machine h login dot", "/n": "machine h login named" }, { NETRC: "/n" }, "named"],
  [{ "/home/user/.netrc": "machine h login dot" }, { NETRC: "/absent" }, undefined],
])("of the files %j with %j, the user is found", (files, env, user) => {
  const host = createMemoryHost({ files, env: { HOME: "/home/user", ...env } });
  expect(findNetrcCredentials(host, "h")?.user).toBe(user);
});
