import { expect, test } from "bun:test";
import { parseAdvertisement } from "../../../src/manage/git/ref-advertisement.ts";
import { parseRemoteRefs } from "../../../src/manage/git/git-refs.ts";

const line = (text: string): string => (new TextEncoder().encode(text).length + 4).toString(16).padStart(4, "0") + text;
const SERVICE = `${line("# service=git-upload-pack\n")}0000`;
const [ONE, TWO] = ["1".repeat(40), "2".repeat(40)];

test("branches, tags and HEAD are read, names outside ASCII too", () => {
  const text = [
    line(`${ONE} HEAD\0multi_ack symref=HEAD:refs/heads/main agent=git/2\n`),
    line(`${ONE} refs/heads/main\n`),
    line(`${TWO} refs/heads/größe\n`),
    line(`${TWO} refs/tags/v1\n`),
    line(`${ONE} refs/tags/v1^{}\n`),
  ].join("");
  const refs = parseRemoteRefs(parseAdvertisement(`${SERVICE}${text}0000`) ?? "");
  expect(refs).toEqual({
    head: "main",
    headCommit: ONE,
    branches: new Map([
      ["main", ONE],
      ["größe", TWO],
    ]),
    tags: new Map([["v1", ONE]]),
  });
});

test("an empty repository has nothing", () => {
  const empty = `${SERVICE}${line(`${"0".repeat(40)} capabilities^{}\0agent=git/2\n`)}0000`;
  const refs = parseRemoteRefs(parseAdvertisement(empty) ?? "");
  expect([refs.head, refs.headCommit, refs.branches.size, refs.tags.size]).toEqual([undefined, undefined, 0, 0]);
});

test.each([
  ["a page", "<!doctype html>"],
  ["a dumb server's list", `${ONE}\trefs/heads/main\n`],
  ["another service", line("# service=git-receive-pack\n")],
  ["nothing", ""],
])("%s is not an advertisement", (_what, text) => {
  expect(parseAdvertisement(text)).toBeUndefined();
});

test("a wrong length ends the list", () => {
  const text = `${SERVICE}${line(`${ONE} refs/heads/main\n`)}zzzz${line(`${TWO} refs/heads/x\n`)}`;
  expect([...parseRemoteRefs(parseAdvertisement(text) ?? "").branches.keys()]).toEqual(["main"]);
});
