import { expect, test } from "bun:test";
import { isLoginName, isSecretName } from "../../../../src/text/secrets/secret-name.ts";

test.each([
  "HELM_KUBETOKEN",
  "GITHUB_TOKEN",
  "adminPassword",
  "db.password",
  "MYSQL_PWD",
  "DB_PASS",
  "PASS",
  "--api-key",
  "apiKey",
  "APIKEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "signingKey",
  "X-Auth",
  "Authorization",
  "Cookie",
  "SSH_PRIVATE",
  "CREDENTIALS",
  "--passphrase",
  "sig",
  "SSHPASS",
  "PGPASS",
  "JWT",
])("%s is the name of a secret", (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each([
  "PATH",
  "PWD",
  "OLDPWD",
  "HELM_NAMESPACE",
  "--kube-context",
  "author",
  "monkey",
  "keyboard",
  "compass",
  "GIT_ASKPASS",
  "SSH_AUTH_SOCK",
  "--key-file",
  "TOKEN_PATH",
  "SECRETS_DIR",
  "path",
  "USERNAME",
])("%s is not", (name) => {
  expect(isSecretName(name)).toBe(false);
});

test("a user for a server is a login, that of this computer is not", () => {
  expect(["--username", "HELM_PLUGIN_USERNAME", "repo.username"].map(isLoginName)).toEqual([true, true, true]);
  expect(["USERNAME", "USER", "--kube-as-user"].map(isLoginName)).toEqual([false, false, false]);
});
