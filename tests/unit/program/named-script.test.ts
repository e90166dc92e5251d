import { expect, test } from "bun:test";
import { knownInterpreter } from "../../../src/program/interpreters.ts";
import { namedScript } from "../../../src/program/named-script.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

const FILE = "C:\\p\\x.sh";
const host = createMemoryHost({ os: "windows", files: { [FILE]: "", "C:\\work\\y.py": "" } });

test.each([
  [[FILE, "a"], FILE],
  [["-eu", "-o", "pipefail", FILE], FILE],
  [["-ExecutionPolicy", "Bypass", "-File", "C:/p/x.sh"], "C:/p/x.sh"],
  [["y.py"], "y.py"],
  [["/c", `"${FILE}"`], FILE],
  [["-I", "C:\\p", FILE], FILE],
  [["-c", FILE], undefined],
  [["-ec", FILE], undefined],
  [["-m", FILE], undefined],
  [["-Command", FILE], undefined],
  [["", "-", "C:\\p\\none"], undefined],
  [[], undefined],
])("%j names %p", (args, script) => {
  expect(namedScript(host, args)).toBe(script as string);
});

test.each([
  ["sh", ["C:\\p\\none.sh", FILE], "C:\\p\\none.sh"],
  ["sh", ["none.sh"], "none.sh"],
  ["bash", ["-o", "none", FILE], FILE],
  ["sh", ["-c", "none.sh"], undefined],
  ["awk", ["{ print }", FILE], FILE],
  ["awk", ["-f", "C:/p/aux.awk", FILE], "C:/p/aux.awk"],
  ["python3", ["-u", "C:\\p\\con.py", FILE], "C:\\p\\con.py"],
  ["lua", ["none.lua", FILE], FILE],
  ["sh", ["-x", "C:\\p\\none.sh", "start"], undefined],
  ["sh", ["-o", "none", "none.sh", "start"], undefined],
  ["perl", ["-ne", "print", FILE], undefined],
  ["perl", ["-0777pe", "s/a/b/", FILE], undefined],
  ["ruby", ["-ne", "none", FILE], undefined],
  ["node", ["-p", "none", FILE], undefined],
  ["perl", ["none.pl"], "none.pl"],
  ["powershell", ["Get-ChildItem"], undefined],
  ["powershell", ["Get-ChildItem", FILE], undefined],
  ["pwsh", ["none.ps1"], "none.ps1"],
  ["pwsh", ["bin/none"], "bin/none"],
])("of %s %j names %p, also if it is not there", (name, args, script) => {
  expect(namedScript(host, args, knownInterpreter(name))).toBe(script as string);
});

test("does not look at a share", () => {
  const files = { ...host.files, stat: () => expect.unreachable() };
  expect(namedScript({ ...host, files }, ["\\\\server\\share\\x.sh"])).toBe("\\\\server\\share\\x.sh");
});
