/** Lua code as text. In executables the library's own is compiled: code-bytes.ts. */
declare module "*.lua" {
  const text: string;
  export default text;
}
