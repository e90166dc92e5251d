/** luacheck, which the build puts into luff as packed text. */
declare module "*.txt" {
  const text: string;
  export default text;
}
