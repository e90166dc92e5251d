import type { Definition } from "../../author/types/write-types.ts";
import type { Host } from "../../host/host.ts";

/** Reads the types of all modules of the library, which are unpacked for that. */
export async function readTypes({ compression }: Pick<Host, "compression">): Promise<readonly Definition[]> {
  const { readDefinitions } = await import("../manual/read-definitions.ts");
  return readDefinitions(compression);
}
