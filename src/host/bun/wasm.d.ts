/** An import with { type: "file" } returns the path of the embedded file. */
declare module "*.wasm" {
  const path: string;
  export default path;
}
