import type { Host } from "../../host/host.ts";
import { wantsColor } from "../notes/wants-color.ts";
import { fine, note, type Finding } from "./finding.ts";

/** Looks at the terminal: its width, its colours, and whether its locale shows every character. */
export function checkTerminal(host: Host): readonly Finding[] {
  const { terminal } = host;
  const where = terminal.isTerminal("stdout")
    ? `stdout is a terminal of ${terminal.width("stdout")} columns, ${wantsColor(host) ? "with" : "without"} colours`
    : `stdout is not a terminal: tables are whole, and ${wantsColor(host) ? "FORCE_COLOR asks for colours" : "there are no colours"}`;
  return [fine("terminal", where), ...checkLocale(host)];
}

/** As the C library finds it: the first that is set decides. */
function checkLocale({ os, environment }: Host): readonly Finding[] {
  if (os === "windows") return [];
  const names = ["LC_ALL", "LC_CTYPE", "LANG"];
  const name = names.find((each) => (environment.get(each) ?? "") !== "");
  const value = name === undefined ? "" : (environment.get(name) ?? "");
  if (/utf-?8/i.test(value) || os === "darwin") return [];
  const found = name === undefined ? "none of LC_ALL, LC_CTYPE and LANG is set" : `${name} is ${value}`;
  return [
    note("locale", `${found}, and luff prints UTF-8`, "Set LANG to a locale such as C.UTF-8 if characters look wrong."),
  ];
}
