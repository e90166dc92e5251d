/** Imports throw this to leave the machine at once. Lua cannot catch it. */
export class ScriptExit extends Error {
  override readonly name = "ScriptExit";
  readonly status: number;

  constructor(status: number) {
    super(`exit with ${status}`);
    this.status = status;
  }
}
