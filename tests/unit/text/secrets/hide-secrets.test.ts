import { expect, test } from "bun:test";
import { hideSecrets, isSwitch } from "../../../../src/text/secrets/hide-secrets.ts";
import { showWords } from "../../../../src/text/secrets/show-words.ts";

test.each([
  ["a --password x b", "a --password *** b"],
  ["a --password=x b", "a --password=*** b"],
  ["a --token 'x y' b", "a --token *** b"],
  ['a --token="x y" b', "a --token=*** b"],
  ["a --password --next b", "a --password --next b"],
  ["TOKEN=x run", "TOKEN=*** run"],
  ["--set auth.enabled=true,auth.password=x c", "--set auth.enabled=true,auth.password=*** c"],
  ["--set a=1,db.password=x,b=2 c", "--set a=1,db.password=*** c"],
  ["curl -H 'Authorization: Bearer abc' x", "curl -H 'Authorization: ***' x"],
  ["curl -H 'X-Api-Key: abc' x", "curl -H 'X-Api-Key: ***' x"],
  ["Bearer abc.def-1", "Bearer ***"],
  ["curl -u me:x https://h", "curl -u *** https://h"],
  ["curl --user=me:x https://h", "curl --user=*** https://h"],
  ["sort -u file", "sort -u file"],
  ['{"password":"x y", "name":"n"}', '{"password":***, "name":"n"}'],
  ["password: x", "password: ***"],
  ["password : x", "password : ***"],
  ["GET https://h/p?sig=x&y", "GET https://h/p?…"],
  ["https://h/p", "https://h/p"],
  ["Authorization: token abc", "Authorization: ***"],
  ["curl -ume:x h", "curl -u*** h"],
  ['{\\"pin\\":\\"x\\",\\"n\\":1}', '{\\"pin\\":***,\\"n\\":1}'],
  ['{"auth": {"a": "x"}, "n": 1}', '{"auth":***, "n": 1}'],
  ['"token": "x y"', '"token":***'],
  ["a //me:x@h b", "a //***@h b"],
  ["a //x@h b", "a //***@h b"],
  ["a me:x@h b", "a ***@h b"],
  ["oci://x@h/p", "oci://***@h/p"],
  ["ssh://git@h/p", "ssh://git@h/p"],
  ["x ghp_0123456789abcdefghij y", "x *** y"],
  ["x github_pat_0123456789abcdef_ghij", "x ***"],
  ["x glpat-0123456789abcdefghij", "x ***"],
  ["x xoxb-0123456789-abc", "x ***"],
  ["x AKIA0123456789ABCDEF", "x ***"],
  ["x eyJhbGciOiJIUzI1.eyJzdWIiOiIx.abc", "x ***"],
  ["-----BEGIN RSA PRIVATE KEY-----\nab\n-----END RSA PRIVATE KEY----- y", "*** y"],
  ["https://hooks.slack.com/services/T0/B0/x", "https://hooks.slack.com/***"],
  ["https://discord.com/api/webhooks/1/x", "https://discord.com/api/webhooks/***"],
  ["https://github.com/me/webhooks-plugin", "https://github.com/me/webhooks-plugin"],
  ["https://api.telegram.org/bot123456:AAxxxxxxxxxxx/send", "https://api.telegram.org/bot123456:***/send"],
  ["https://api.telegram.org/bot123:TOKEN/send?x", "https://api.telegram.org/bot123:***/send?…"],
  ["a --token -s3cr3t b", "a --token *** b"],
  ["a --token -n web --token - --token -n=b --token -- c", "a --token -n web --token - --token -n=b --token -- c"],
  ["password = x b", "password = *** b"],
  ["password := x b", "password := *** b"],
  ["password:=x b", "password:=*** b"],
  ['"password" = "x y"', '"password" = ***'],
  ['"password"=>"x y"', '"password"=>***'],
  ["[ $token == x ]", "[ $token == *** ]"],
  ["h/bot123:latest", "h/bot123:latest"],
  ["TOKEN= run", "TOKEN= run"],
  ["user\tme\npassword\tx\n", "user\tme\npassword\t***\n"],
  ["<a><n>1</n><password>x y</password></a>", "<a><n>1</n><password>***</password></a>"],
  ['<s:password t="1"><![CDATA[x]]></s:password>', '<s:password t="1">***</s:password>'],
  ["usage: run <token> <name>", "usage: run <token> <name>"],
  ["%7B%22password%22%3A%22x%22%2C%22n%22%3A1%7D", "%7B%22password%22%3A***%2C%22n%22%3A1%7D"],
  ["%7b%22pin%22%3a%201%7d", "%7b%22pin%22%3a%20***%7d"],
  ["n%3D1%26password%3Dx%26m%3D2", "n%3D1%26password%3D***%26m%3D2"],
  ['plugin "secrets": command: taken', 'plugin "secrets": command: taken'],
  ['the post-renderer "pass": expanded: x', 'the post-renderer "pass": expanded: x'],
  ["HELM_NAMESPACE=web --kube-context prod key", "HELM_NAMESPACE=web --kube-context prod key"],
])("hides the secrets of %j", (text, shown) => {
  expect(hideSecrets(text)).toBe(shown);
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

test.each([
  ["ssh://u:hunter22@h/x", "ssh://***@h/x"],
  ["git+ssh://u:hunter22@h", "git+ssh://***@h"],
  ["ssh://git@h/x", "ssh://git@h/x"],
  ["-----BEGIN PGP PRIVATE KEY BLOCK-----\nhunter22\n-----END PGP PRIVATE KEY BLOCK-----", "***"],
  ["--set pwd=hunter22", "--set pwd=***"],
])("hides what %j has", (text, shown) => {
  expect(hideSecrets(text)).toBe(shown);
});

test("takes only a whole word for a switch", () => {
  expect(["true", "false,a=b", "'true'", "false hope"].map(isSwitch)).toEqual([true, true, true, false]);
});
