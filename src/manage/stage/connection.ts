import type { Connection } from "../../http/open-response.ts";
import type { ManageContext } from "../manage-context.ts";

/** The user's wishes for connections. */
export type ConnectionWishes = Partial<Omit<Connection, "userAgent">>;

/** How long a server may send nothing, in milliseconds, if the user does not say. */
export const SILENCE = 60_000;

/** A connection by the user's wishes. */
export function connectionOf(
  { luffVersion }: Pick<ManageContext, "luffVersion">,
  wishes: ConnectionWishes = {},
): Connection {
  return { silence: SILENCE, userAgent: `luff/${luffVersion}`, ...wishes };
}
