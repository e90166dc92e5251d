import { DEAF_TO } from "../bun-executable.ts";
import { expectNone, type Finding } from "./finding.ts";

/** Finds fault with a file that still looks up a variable which would steer it before its first line runs. */
export function inspectDeafness(file: Buffer): Finding {
  const heard = DEAF_TO.filter((name) => file.includes(`${name}\0`)).map((name) => `looks up ${name}`);
  const unknown = DEAF_TO.filter((name) => !file.includes(`=${name.slice(1)}\0`)).map(
    (name) => `lacks ${name} altogether`,
  );
  return expectNone("variables that steer Bun", `${DEAF_TO.length}, none looked up`, [...heard, ...unknown]);
}
