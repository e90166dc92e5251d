/** Documents, which the build puts into luff as texts. */
declare module "*.md" {
  const text: string;
  export default text;
}
