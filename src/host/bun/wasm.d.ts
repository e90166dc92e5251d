/** An import with { type: "file" } answers the path of the embedded file. */
declare module "*.wasm" {
  const path: string;
  export default path;
}
