/** Modules of the library, which the build puts into luff as texts. */
declare module "*.lua" {
  const text: string;
  export default text;
}
