/** luacheck, and the assertions for specs, which the build puts into luff as packed texts. */
declare module "*.txt" {
  const text: string;
  export default text;
}
