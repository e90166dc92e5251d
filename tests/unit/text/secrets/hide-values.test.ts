import { expect, test } from "bun:test";
import { showVariable, valueHider } from "../../../../src/text/secrets/hide-values.ts";
import { showWords } from "../../../../src/text/secrets/show-words.ts";

test("values of secret variables are hidden wherever they are, except short and plain ones", () => {
  const hide = valueHider([
    { A_TOKEN: "abcdef", B_TOKEN: "abc", USE_TOKEN: "true", HOME: "/home/me" },
    { X_KEY: "abcdefgh" },
  ]);
  expect(hide("run abcdef abcdefgh abc true /home/me $&")).toBe("run *** *** abc true /home/me $&");
});

test.each([
  [["--password", "geheim"]],
  [["--set", "db.password=geheim,a=1"]],
  [["--set-json", '{"db": {"password": "geheim"}}']],
  [["-H", "X-Api-Key: geheim"]],
  [["sh -c 'curl --token geheim'"]],
  [["--creds=me:geheim"]],
  [["-u", "me:geheim"]],
  [["login", "h", "-u", "me", "-p", "geheim"]],
  [["oci://me:geheim@h/x"]],
  [["me:geheim@h"]],
])("a secret of %j is hidden wherever else it is", (words) => {
  expect(valueHider([], words)("at /x/geheim.txt of me")).toBe("at /x/***.txt of me");
});

test.each([
  [["run", "nginx:latest", "nginx:latest@sha256:abcdef"]],
  [["--username", "latest", "-u", "latest"]],
  [["--set", "image.tag=latest"]],
  [["--set-string", "key=latest"]],
  [["--set-json", 'tolerations=[{"key":"latest","username":"nginx"}]']],
])("%j has no secret", (words) => {
  expect(valueHider([], words)("latest nginx")).toBe("latest nginx");
});

test("a short secret is hidden only as a whole word, a long one anywhere", () => {
  const hide = valueHider([{ A_TOKEN: "HELMS", B_TOKEN: "4f9a-71bc-22d0-99ee", C_TOKEN: "-ab!" }]);
  expect(hide("HELMS_PLUGINS=x MYHELMS=y überHELMS HELMSé HELMS-HELMS x4f9a-71bc-22d0-99eex x-ab!x")).toBe(
    "HELMS_PLUGINS=x MYHELMS=y überHELMS HELMSé ***-*** x***x x***x",
  );
  expect(hide("-pHELMS a%20HELMS%20 \\nHELMS \u001B[1mHELMS\u001B[0m")).toBe(
    "-p*** a%20***%20 \\n*** \u001B[1m***\u001B[0m",
  );
});

test("a path and a common word are no secrets wherever they are", () => {
  const hide = valueHider([
    { A_KEY: "/tmp", B_KEY: "C:\\Users", C_KEY: "~/keys/a1", D_TOKEN: "HELM", E_TOKEN: "/aB3/Xy9Qz1" },
  ]);
  expect(hide("/tmp/x C:\\Users\\me ~/keys/a1 helm HELM_PLUGINS HELM /aB3/Xy9Qz1")).toBe(
    "/tmp/x C:\\Users\\me ~/keys/a1 helm HELM_PLUGINS HELM ***",
  );
});

test("the password of an address is hidden whatever the name of its variable", () => {
  const hide = valueHider([{ DATABASE_URL: "postgres://me:geheim@h/db", HOME: "/home/me" }]);
  expect(hide("run geheim /home/me")).toBe("run *** /home/me");
});

test("a session of the desktop is no secret, one of a server is", () => {
  const hide = valueHider([{ DESKTOP_SESSION: "ubuntu", XDG_SESSION_DESKTOP: "ubuntu", X_SESSION: "abcdef" }]);
  expect(hide("/home/ubuntu abcdef")).toBe("/home/ubuntu ***");
});

test("a secret is hidden also in JSON and in an address", () => {
  const hide = valueHider([{ A_TOKEN: 'a"b\\c\nd/e' }]);
  expect(hide(`${JSON.stringify({ x: 'a"b\\c\nd/e' })} /${encodeURIComponent('a"b\\c\nd/e')}`)).toBe(
    '{"x":"***"} /***',
  );
});

test("a secret with quotation marks is hidden also where a command line shows it", () => {
  const hide = valueHider([{ A_TOKEN: 'ab"cdefgh' }]);
  expect(hide(`starts ${showWords(["echo", 'ab"cdefgh'])}, which is ab"cdefgh`)).toBe(
    'starts echo "***", which is ***',
  );
});

test("a secret that is longer than what is shown of a word is hidden whole", () => {
  const secret = "geheim".repeat(200);
  const hide = valueHider([{ A_TOKEN: secret }]);
  expect(showWords(["run", secret, `${"x".repeat(498)}${secret}`], hide)).toBe(`run *** ${"x".repeat(498)}**…`);
});

test("a variable is shown with its value if that is no secret", () => {
  expect(showVariable("HELM_NAMESPACE", "web")).toBe("HELM_NAMESPACE=web");
  expect(showVariable("HELM_KUBETOKEN", "x")).toBe("HELM_KUBETOKEN=***");
  expect(showVariable("HELM_PLUGIN_PASS_CREDENTIALS_ALL", "false")).toBe("HELM_PLUGIN_PASS_CREDENTIALS_ALL=false");
  expect(showVariable("HELM_PLUGIN_USERNAME", "x")).toBe("HELM_PLUGIN_USERNAME=***");
});
