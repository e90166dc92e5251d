import { expect, test } from "bun:test";
import { hideSecrets, showVariable, showWords, valueHider } from "../../../../src/text/secrets/hide-secrets.ts";

test.each([
  ["a --password x b", "a --password *** b"],
  ["a --password=x b", "a --password=*** b"],
  ["a --token 'x y' b", "a --token *** b"],
  ['a --token="x y" b', "a --token=*** b"],
  ["a --password --next b", "a --password --next b"],
  ["TOKEN=x run", "TOKEN=*** run"],
  ["--set a=1,db.password=x,b=2 c", "--set a=1,db.password=*** c"],
  ["curl -H 'Authorization: Bearer abc' x", "curl -H 'Authorization: *** ***' x"],
  ["curl -H 'X-Api-Key: abc' x", "curl -H 'X-Api-Key: ***' x"],
  ["Bearer abc.def-1", "Bearer ***"],
  ["curl -u me:x https://h", "curl -u *** https://h"],
  ["curl --user=me:x https://h", "curl --user=*** https://h"],
  ["sort -u file", "sort -u file"],
  ['{"password":"x y", "name":"n"}', '{"password":***, "name":"n"}'],
  ["password: x", "password: ***"],
  ["GET https://h/p?sig=x&y", "GET https://h/p?…"],
  ["https://h/p", "https://h/p"],
  ["HELM_NAMESPACE=web --kube-context prod key", "HELM_NAMESPACE=web --kube-context prod key"],
])("hides the secrets of %j", (text, shown) => {
  expect(hideSecrets(text)).toBe(shown);
});

test("of words, the whole value of a secret is hidden, whatever is in it", () => {
  const words = ["run", "--token", "a b", "x.password=a,b c", "--api-key=q", "--username", "me", "Cookie: a=b; c=d"];
  expect(showWords(words)).toBe('run --token *** x.password=*** --api-key=*** --username *** "Cookie: ***"');
});

test("words with blanks, quotes or nothing are between quotation marks, and a very long one is cut", () => {
  expect(showWords(["a b", "", 'c"d', "C:\\x y", "'"])).toBe('"a b" "" "c\\"d" "C:\\x y" \'');
  expect(showWords(["x".repeat(600)])).toBe(`${"x".repeat(500)}…`);
});

test("values of secret variables are hidden wherever they are, except short and plain ones", () => {
  const hide = valueHider(
    { A_TOKEN: "abcdef", B_TOKEN: "abc", USE_TOKEN: "true", HOME: "/home/me" },
    { X_KEY: "abcdefgh" },
  );
  expect(hide("run abcdef abcdefgh abc true /home/me $&")).toBe("run *** *** abc true /home/me $&");
});

test("a variable is shown with its value if that is no secret", () => {
  expect(showVariable("HELM_NAMESPACE", "web")).toBe("HELM_NAMESPACE=web");
  expect(showVariable("HELM_KUBETOKEN", "x")).toBe("HELM_KUBETOKEN=***");
  expect(showVariable("HELM_PLUGIN_PASS_CREDENTIALS_ALL", "false")).toBe("HELM_PLUGIN_PASS_CREDENTIALS_ALL=false");
  expect(showVariable("HELM_PLUGIN_USERNAME", "x")).toBe("HELM_PLUGIN_USERNAME=***");
});

test("a secret with quotation marks is hidden also where a command line shows it", () => {
  const hide = valueHider({ A_TOKEN: 'ab"cdefgh' });
  expect(hide(`starts ${showWords(["echo", 'ab"cdefgh'])}, which is ab"cdefgh`)).toBe(
    'starts echo "***", which is ***',
  );
});

test("a long word takes no more time than its length asks for", () => {
  const timeFor = (length: number): number => {
    const word = "b".repeat(length);
    const start = performance.now();
    expect(hideSecrets(showWords(["lit", word]))).toBe(`lit ${"b".repeat(500)}…`);
    return performance.now() - start;
  };
  timeFor(1000);
  // What is quadratic takes 10,000 times as long for a word of 100 times the length.
  expect(timeFor(200_000)).toBeLessThan(1000 * Math.max(timeFor(2000), 0.5));
});
