/** What a function of the library throws if the system refuses: Lua gets nil, a message and the error's name. */
export class SystemFailure extends Error {
  override readonly name = "SystemFailure";
  /** The platform's error number. */
  readonly number: number;
  readonly path: string;

  constructor(number: number, path: string) {
    super(`${path}: error ${number}`);
    this.number = number;
    this.path = path;
  }
}

/** What a function of the library throws for a failure that a script must expect: Lua gets nil, the message and the code. */
export class ExpectedFailure extends Error {
  override readonly name = "ExpectedFailure";
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** Returns a result of the host that is not minus errno. Throws SystemFailure for one that is. */
export function requireDone<T>(result: T, path: string): Exclude<T, number> {
  if (typeof result === "number" && result < 0) throw new SystemFailure(-result, path);
  return result as Exclude<T, number>;
}
