const NUMBERS = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?((?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)$/;

/** The semantic version that a text probably means ("v1.2" is 1.2.0), and 0.1.0 for any other text. */
export function fixVersion(text: string): string {
  const [, major, minor = "0", patch = "0", rest = ""] = NUMBERS.exec(text.trim()) ?? [];
  if (major === undefined) return "0.1.0";
  return `${Number(major)}.${Number(minor)}.${Number(patch)}${rest}`;
}
