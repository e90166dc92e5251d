import { describe, expect, test } from "bun:test";
import { AppError } from "../../../src/errors/app-error.ts";
import { cmdArguments } from "../../../src/run/cmd-arguments.ts";

const VALUES: Readonly<Record<string, string>> = {
  HELM_PLUGIN_DIR: "C:\\a b & c",
  helm_plugin_dir: "C:\\lower case",
  HELM_: "C:\\no name",
  PLAIN: "C:\\plain",
  ODD: '50% of "x" & !y! ^',
  ENDS: "C:\\a b\\",
};

interface Given {
  readonly args?: readonly string[];
  readonly extraArgs?: readonly string[];
  readonly programs?: readonly string[];
}

/** cmd's line for a command, without the program. */
function call(command: string, { args = [], extraArgs = [], programs = [] }: Given = {}) {
  const [program = "", ...words] = command.split(" ");
  return cmdArguments({
    chosen: { program, words, args },
    lookup: (name) => VALUES[name],
    extraArgs,
    isProgram: (word) => programs.includes(word),
    failure: 'plugin "p": cannot start "cmd"',
  });
}
function line(command: string, given?: Given): string | undefined {
  return call(command, given)?.args.join(" ");
}

describe("cmdArguments", () => {
  test.each([
    ["cmd /c $PLAIN\\run.cmd", '/c "C:\\plain\\run.cmd"'],
    ["cmd /c $HELM_PLUGIN_DIR\\run.cmd", '/c ""C:\\a b & c\\run.cmd""'],
    ["cmd /c %HELM_PLUGIN_DIR%\\run.cmd x", '/c ""C:\\a b & c\\run.cmd" x"'],
    ["cmd.exe /D /E:ON /V:ON /C !HELM_PLUGIN_DIR!\\run.cmd", '/D /E:ON /V:ON /C ""C:\\a b & c\\run.cmd""'],
    ["cmd.exe /D /E:ON /V:ON /C !HELM_!\\run.cmd", '/D /E:ON /V:ON /C "!HELM_!\\run.cmd"'],
    ["cmd /c %HELM_%\\run.cmd", '/c "%HELM_%\\run.cmd"'],
    ["cmd /c x%HELM_PLUGIN_DIR%\\run.cmd", '/c "x%HELM_PLUGIN_DIR%\\run.cmd"'],
    ["cmd /c %helm_plugin_dir%\\run.cmd", '/c ""C:\\lower case\\run.cmd""'],
    ["cmd /c !HELM_PLUGIN_DIR!\\run.cmd", '/c "!HELM_PLUGIN_DIR!\\run.cmd"'],
    ["cmd /c %HELM_NONE%\\run.cmd", '/c "%HELM_NONE%\\run.cmd"'],
    ['cmd /c "$HELM_PLUGIN_DIR\\run.cmd" "$ODD"', '/c ""C:\\a b & c\\run.cmd" "50%%cd:~,% of ""x"" & !y! ^""'],
    ['cmd /c "%HELM_PLUGIN_DIR%\\run.cmd"', '/c ""C:\\a b & c\\run.cmd""'],
    ['cmd /c x "$ENDS" "in $ENDS here"', '/c "x "C:\\a b\\\\" "in C:\\a b\\ here""'],
    ["cmd /c x --dir=$HELM_PLUGIN_DIR", '/c "x "--dir=C:\\a b & c""'],
    ['cmd /c x "$ENDS"y "${ENDS}y"', '/c "x "C:\\a b\\\\"y "C:\\a b\\y""'],
    ["cmd /c x $NONE y", '/c "x "" y"'],
    ['cmd /c x "$NONE"', '/c "x """'],
    ["cmd /c echo a && echo $ODD>%TEMP%\\x", '/c "echo a && echo "50%%cd:~,% of ""x"" & !y! ^">%TEMP%\\x"'],
    ["cmd /c (x ^$ODD)", '/c "(x "50%%cd:~,% of ""x"" & !y! ^")"'],
    ['cmd /c echo ^"$HELM_PLUGIN_DIR', '/c "echo ^""C:\\a b & c""'],
    ['cmd /c echo "a^$PLAIN" "b ^$ENDS"', '/c "echo "a^C:\\plain" "b ^C:\\a b\\\\""'],
    ["cmd /d/c x", '/d/c "x"'],
    ["cmd /s /cx", '/s /c "x"'],
    ["cmd /q /k x", '/q /k "x"'],
    ["cmd /d /r x", '/d /r "x"'],
    ["cmd  /c  x", ' /c " x"'],
  ])("keeps the words of %j and quotes its values", (command, expected) => {
    expect(line(command)).toBe(`/e:ON /v:OFF ${expected}`);
  });

  test.each([
    ["", '""'],
    ["a b", '"a b"'],
    ["a&b", '"a&b"'],
    ["a|b>c<d", '"a|b>c<d"'],
    ["^", '"^"'],
    ["%PATH%", '"%%cd:~,%PATH%%cd:~,%"'],
    ["!PATH!", '"!PATH!"'],
    ['"&x&"', '"""&x&"""'],
    ["/c", "/c"],
    ["$PLAIN", "$PLAIN"],
  ])("quotes the user's argument %j as %s", (argument, expected) => {
    expect(line("cmd /c x.cmd a", { extraArgs: [argument] })).toBe(`/e:ON /v:OFF /c "x.cmd a ${expected}"`);
    expect(line("cmd /c", { extraArgs: [argument] })).toBe(`/e:ON /v:OFF /c "${expected}"`);
  });

  test("quotes each of args, with the values of its variables", () => {
    expect(line("cmd /c x.cmd", { args: ["$ODD", "&&", "a"], extraArgs: ["b c"] })).toBe(
      '/e:ON /v:OFF /c "x.cmd "50%%cd:~,% of ""x"" & !y! ^" "&&" a "b c""',
    );
  });

  test.each<[string, readonly string[], string]>([
    ["cmd", ["/c", "$HELM_PLUGIN_DIR\\run.cmd", "a b"], '/c ""C:\\a b & c\\run.cmd" "a b""'],
    ["cmd /c", ["$HELM_PLUGIN_DIR\\run.cmd"], '/c ""C:\\a b & c\\run.cmd""'],
    ["cmd /d", ["/s", "/c", "echo $PLAIN & echo two", "a&b"], '/d /s /c "echo C:\\plain & echo two "a&b""'],
    ["cmd", ["/c echo", "a&b"], '/c " echo "a&b""'],
    ["cmd", ["/c", "$PLAIN\\my tool.cmd"], '/c ""C:\\plain\\my tool.cmd""'],
  ])("takes the command line of %j from args %j", (command, args, expected) => {
    expect(line(command, { args, programs: ["C:\\plain\\my tool.cmd"] })).toBe(`/e:ON /v:OFF ${expected}`);
  });

  test("puts characters that delayed expansion reads between quotes into variables", () => {
    expect(call("cmd /V:ON /C x.cmd !OWN!", { extraArgs: ["!PATH!", "a^b"] })).toEqual({
      args: [
        "/e:ON",
        "/v:OFF",
        "/V:ON /C",
        '"x.cmd !OWN! "!LUFF_EXCLAMATION_MARK!PATH!LUFF_EXCLAMATION_MARK!" "a!LUFF_CARET!b""',
      ],
      variables: { LUFF_CARET: "^", LUFF_EXCLAMATION_MARK: "!" },
    });
    expect(call("cmd /V:ON /C x.cmd !OWN!", { extraArgs: ["a b"] })?.variables).toEqual({});
    expect(line("cmd /v:on /v:off /c x", { extraArgs: ["!"] })).toEndWith(' "x "!""');
    expect(line("cmd /v /c x", { extraArgs: ["!"] })).toEndWith(' "x "!LUFF_EXCLAMATION_MARK!""');
  });

  test.each(["call", "@call", " CALL"])("protects percent signs from the second expansion by %j", (word) => {
    const written = `"${word} x.cmd "%%cd:~,%%%cd:~,%cd:~,%%cd:~,%A""`;
    expect(line(`cmd /c ${word} x.cmd`, { extraArgs: ["%A"] })).toEndWith(written);
  });

  test.each(["cmd", "cmd /d", "cmd x", "cmd x/c"])("does not change %j, which reads no command line", (command) => {
    expect(call(command, { args: ["a"], extraArgs: ["/c", "dir"] })).toBeUndefined();
  });

  test.each<[string, Given, string]>([
    ["cmd /c x", { extraArgs: ["a\nb"] }, "contains a line break"],
    ["cmd /c x", { args: ["a\rb"] }, "contains a line break"],
    ["cmd /c x\n", {}, "contains a line break"],
    ["cmd /e:off /c x", { extraArgs: ["100%"] }, "/E:OFF"],
  ])("refuses %j with %j", (command, given, reason) => {
    expect(() => call(command, given)).toThrow(AppError);
    expect(() => call(command, given)).toThrow(reason);
    const hint = reason === "/E:OFF" ? "Take /E:OFF out of the command." : "Pass the text in a file, or use a program";
    expect(() => call(command, given)).toThrow(expect.objectContaining({ hint: expect.stringContaining(hint) }));
  });
});
