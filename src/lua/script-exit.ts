/**
 * Thrown by imports to leave the machine at once, past everything that Lua could catch. It passes through WebAssembly
 * frames only, and is no Error since nobody needs its stack.
 */
export class ScriptExit {
  readonly status: number;

  constructor(status: number) {
    this.status = status;
  }
}
