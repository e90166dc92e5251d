import { expect, test } from "bun:test";
import { windowsNameFault } from "../../../src/platform/windows-names.ts";

test.each(["con", "CON", "aux.txt", "Nul.tar.gz", "com1", "LPT9.log", "com²", "CONIN$", "conout$"])(
  "recognises %s as a device's name",
  (name) => {
    expect(windowsNameFault(name)).toBe("it is that of a device");
  },
);

test.each(["a:b", "a?", "x|y", "<", "a\\b", "a\nb", 'q"', "*"])("refuses the characters of %j", (name) => {
  expect(windowsNameFault(name)).toStartWith("it has the character ");
});

test.each(["a.", "a ", "..."])("refuses the end of %j", (name) => {
  expect(windowsNameFault(name)).toBe("it ends in a dot or a space");
});

test.each(["a", "console", "com10", "auxiliary.c", ".git", "a b", "nul_", "ü"])("accepts %s", (name) => {
  expect(windowsNameFault(name)).toBeUndefined();
});
