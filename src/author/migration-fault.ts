/** Why a manifest cannot be rewritten: a clause. */
export class MigrationFault extends Error {
  override readonly name = "MigrationFault";
}
