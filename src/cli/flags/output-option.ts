import { Option } from "clipanion";
import { isEnum } from "typanion";
import { OUTPUT_FORMATS, type OutputFormat } from "../../output/structured.ts";

/** The flag `-o` of a command that can print its result as JSON or YAML; without it the result is for reading. */
export function outputOption(): OutputFormat {
  return Option.String("-o,--output", "table", {
    description: "table, json or yaml",
    validator: isEnum(OUTPUT_FORMATS),
  });
}
