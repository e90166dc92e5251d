/** Thrown by imports to leave the machine at once, past everything that Lua could catch. */
export class ScriptExit extends Error {
  override readonly name = "ScriptExit";
  readonly status: number;

  constructor(status: number) {
    super(`exit with ${status}`);
    this.status = status;
  }
}
