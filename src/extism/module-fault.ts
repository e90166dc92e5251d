/** What a module did, or asked for, ended its call. The message says what, and has nothing secret. */
export class ModuleFault extends Error {
  override readonly name = "ModuleFault";
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
