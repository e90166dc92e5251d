import { expect, test } from "bun:test";
import { showWords } from "../../../../src/text/secrets/show-words.ts";

test("of words, the whole value of a secret is hidden, whatever is in it", () => {
  const words = ["run", "--token", "a b", "x.password=a,b c", "--api-key=q", "--username", "me", "Cookie: a=b; c=d"];
  expect(showWords(words)).toBe('run --token *** x.password=*** --api-key=*** --username *** "Cookie: ***"');
});

test("words with blanks, quotes or nothing are between quotation marks, and a very long one is cut", () => {
  expect(showWords(["a b", "", 'c"d', "C:\\x y", "'"])).toBe('"a b" "" "c\\"d" "C:\\x y" \'');
  expect(showWords(["x".repeat(600)])).toBe(`${"x".repeat(500)}…`);
});

test.each([
  [["--creds=me:x"], "--creds=***"],
  [["--creds", "me:x"], "--creds ***"],
  [["--src-creds", "me:x"], "--src-creds ***"],
  [["-u", "me:x"], "-u ***"],
  [["--proxy-user", "me:x"], "--proxy-user ***"],
  [["-H", "PRIVATE-TOKEN:x y"], '-H "PRIVATE-TOKEN: ***"'],
  [["-HX-Api-Key: x y"], '"-HX-Api-Key: ***"'],
  [["--header=Authorization: Bearer x"], '"--header=Authorization: ***"'],
  [["registry", "login", "h", "-u", "me", "-p", "x"], "registry login h -u *** -p ***"],
  [["http://me:x y@h/p"], "http://***@h/p"],
  [["--set-json", '{"password":"x y"}'], '--set-json "{\\"password\\":\\"***\\"}"'],
  [
    ['a={"b":[{"pass":{"c":"x","d":[1]}}],"e":2}'],
    '"a={\\"b\\":[{\\"pass\\":{\\"c\\":\\"***\\",\\"d\\":[\\"***\\"]}}],\\"e\\":2}"',
  ],
  [['[{"name":"DB_PASSWORD","value":"x"}]'], '"[{\\"name\\":\\"DB_PASSWORD\\",\\"value\\":\\"***\\"}]"'],
  [["env[0].name=DB_PASSWORD,env[0].value=x"], "env[0].name=DB_PASSWORD,env[0].value=***"],
  [["--from-literal=password=x"], "--from-literal=password=***"],
  [["--set", "a=1,b.dbPass=x,c=2"], "--set a=1,b.dbPass=***"],
  [["--set", "auth.enabled=true,auth.password=x"], "--set auth.enabled=true,auth.password=***"],
  [["--set", "auth.token=truex"], "--set auth.token=***"],
  [["a=ghp_0123456789abcdefghij,b.password=x"], "a=***,b.password=***"],
  [["--sessionid", "x"], "--sessionid ***"],
  [["--token", "-s3cr3t", "b"], "--token *** b"],
  [["password = x y"], '"password = ***"'],
  [["password := x"], '"password := ***"'],
  [["password:=x"], "password:=***"],
  [["password : x y"], '"password : ***"'],
  [["Cookie: PHPSESSID=x; a=b"], '"Cookie: ***"'],
  [["password\tx"], '"password\t***"'],
  [["password  x"], '"password  ***"'],
  [["<password>x y</password>"], "<password>***</password>"],
  [["d=%7B%22password%22%3A%22x%22%7D"], "d=%7B%22password%22%3A***%7D"],
])("hides the secrets of %j", (words, shown) => {
  expect(showWords(words)).toBe(shown);
});

test.each([
  [["secrets", "view", "secrets://x/values.yaml"]],
  [["--token", "-n", "web", "--token", "--debug", "--password", "-", "--token", "-o=json"]],
  [["--show-secrets", "a", "--hide-secret", "b", "--no-password", "c", "--pass-stdin", "d", "--password-stdin", "e"]],
  [["--tokenizer", "a", "--public-key", "b", "--session-affinity", "c", "--sort-key=d", "auth.existingSecret=e"]],
  [["--kube-as-user", "system:admin", "-p", "8080:80", "-u", "me"]],
  [["-n", "web", "--set", "webhook.port=9443", "--set-json", "a=[1]", "image:1.2@sha256:abc", "git@h:a/b"]],
  [["--set", "image.repository=h:5000/app", "C:\\x@y", "10:30", "a@b.c", "ssh://git@h/x", "file:///a@b"]],
])("shows %j as it is", (words) => {
  expect(showWords(words)).toBe(words.join(" "));
});

test("takes known secrets out of words before it cuts them", () => {
  expect(showWords(["run", "abc".repeat(300)], (text) => text.replaceAll("abc", "x"))).toBe(`run ${"x".repeat(300)}`);
});
