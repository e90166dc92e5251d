import { expect, test } from "bun:test";
import { gitFolderName, parseGitUrl, withoutPassword } from "../../../src/source/parse-git-url.ts";

test.each([
  ["https://github.com/databus23/helm-diff", "https://github.com/databus23/helm-diff", "", "helm-diff"],
  ["https://github.com/databus23/helm-diff.git", "https://github.com/databus23/helm-diff.git", "", "helm-diff.git"],
  ["https://gitlab.com/a/b/", "https://gitlab.com/a/b/", "", "b"],
  ["git@github.com:databus23/helm-diff", "git@github.com:databus23/helm-diff", "", "helm-diff"],
  ["git@host:b", "git@host:b", "", "b"],
  ["ssh://git@host:2222/a/b", "ssh://git@host:2222/a/b", "", "b"],
  ["git://host/a/b", "git://host/a/b", "", "b"],
  ["file:///srv/a b/c", "file:///srv/a b/c", "", "c"],
  ["git+https://host/a/b", "https://host/a/b", "", "b"],
  ["git+ssh://host/a/b", "ssh://host/a/b", "", "b"],
  ["https://host/a/b.git//plugins/c/", "https://host/a/b.git", "plugins/c", "c"],
  ["git+file:///srv/b//c", "file:///srv/b", "c", "c"],
])("%s is a repository", (text, url, subfolder, name) => {
  const source = parseGitUrl(text);
  expect(source).toEqual({ kind: "git", url, subfolder });
  expect(source && gitFolderName(source)).toBe(name);
});

test.each([
  "https://example.com/a/b",
  "https://example.com/a.tgz",
  "https://github.com/a",
  "oci://host/a/b",
  "diff",
  "./a.git",
  "C:\\a\\b",
  "git+https://host/a//../b",
  "ext::sh -c x",
  "-u git@host:a",
])("%s is not a repository", (text) => {
  expect(parseGitUrl(text)).toBeUndefined();
});

test.each([
  ["hTTp://h/r.git", "http://h/r.git"],
  ["git+HTTPS://me:pw@h/R", "https://me:pw@h/R"],
  ["git://us:PW@h/x.git", "git://h/x.git"],
])("git gets %s as %s", (text, url) => {
  expect(parseGitUrl(text)?.url).toBe(url);
});

test("withoutPassword removes secrets from a URL", () => {
  expect(withoutPassword("https://user:secret@host/a")).toBe("https://host/a");
  expect(withoutPassword("https://token@host/a")).toBe("https://host/a");
  expect(withoutPassword("ssh://git:secret@host/a")).toBe("ssh://git@host/a");
  expect(withoutPassword("oci://token@host/a")).toBe("oci://host/a");
  expect(withoutPassword("//user:secret@host/a")).toBe("//host/a");
  expect(withoutPassword("git@host:a/b")).toBe("git@host:a/b");
});

test.each([
  ["https://me:p@ss@host/r.git", "https://host/r.git"],
  ["git+https://token@host/r", "git+https://host/r"],
  ["s3://KEY:SECRET@bucket/x", "s3://KEY@bucket/x"],
  ["http:/us:PW@h/x.tgz", "…@h/x.tgz"],
  ["http:us:P@W@h/x.tgz", "…@h/x.tgz"],
  ["us:PW@host/x", "…@host/x"],
  ["us:PW@host:x.git", "…@host:x.git"],
  ["s3://KEY:SE/CRET@bucket/x", "s3://…"],
  ["https://me:pa/ss@host/x.tgz", "https://…"],
  ["https://me:pa?ss@host/x.tgz", "https://…"],
])("withoutPassword leaves nothing of an odd password in %s", (url, shown) => {
  expect(withoutPassword(url)).toBe(shown);
});

test.each([
  "https://host:8080/a@b",
  "https://[::1]:80/a@b",
  "ssh://git@host:2222/a@b",
  "file:///srv/a@b",
  "file://C:/a@b",
  "./a@b",
  "./a:b@c",
  "C:\\a@b",
  "github:o/r@v1",
  "diff@1.2",
  "s3://bucket/a:b",
])("withoutPassword leaves %s as it is", (url) => {
  expect(withoutPassword(url)).toBe(url);
});
