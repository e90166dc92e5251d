/**
 * (module
 *   (import "l" "f" (func (param i32) (result i32)))
 *   (export "f" (func 0)))
 */
const REEXPORT = Uint8Array.from([
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x06, 0x01, 0x60, 0x01, 0x7f, 0x01, 0x7f, 0x02, 0x07, 0x01,
  0x01, 0x6c, 0x01, 0x66, 0x00, 0x00, 0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00,
]);

let reexport: WebAssembly.Module | undefined;

/**
 * A JavaScript function as a WebAssembly function of type (i32) -> i32, which is what a function table takes.
 * A module that exports what it imports gives one; WebAssembly.Function does not exist here.
 */
export function wrapFunction(call: (argument: number) => number): Function {
  reexport ??= new WebAssembly.Module(REEXPORT);
  return new WebAssembly.Instance(reexport, { l: { f: call } }).exports["f"] as Function;
}
