import { expect, test } from "bun:test";
import { renderMessages } from "../../../../src/manage/git/keep-messages.ts";

test.each([
  ["", ""],
  ["\n\r\n", ""],
  ["fatal: one\nhint: two", "fatal: one\nhint: two\n"],
  ["remote: 10%\rremote: 100%  \r\ndone\n", "remote: 10%\nremote: 100%\ndone\n"],
  ["a\tb\u001B[2Jc\u202Ed\u0085", "a b\uFFFD[2Jc\uFFFDd\uFFFD\n"],
  ["to 'http://u:p@h/x' and \"ssh://git:p@h:22/x\"", "to 'http://h/x' and \"ssh://git@h:22/x\"\n"],
  ["HTTPS://TOKEN@h/x?", "HTTPS://h/x?\n"],
  ["https://u:a/b@h/x", "https://…\n"],
  ["https://h/x/@scope/y", "https://h/x/@scope/y\n"],
])("renderMessages(%j) is %j", (text, shown) => {
  expect(renderMessages(text)).toBe(shown);
});

test("hides a password with quotes in it, and reads a long word once", () => {
  expect(renderMessages("fatal: unable to access 'https://u:pa'ss\"w<o>rd@host/x/': no\n")).toBe(
    "fatal: unable to access 'https://host/x/': no\n",
  );
  const long = "a".repeat(200_000);
  expect(renderMessages(`${long}\n`)).toBe(`${long}\n`);
});
