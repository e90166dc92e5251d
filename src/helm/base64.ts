/**
 * Whether Go's base64.StdEncoding decodes the text: padding is required, line breaks may be anywhere, and unused bits
 * at the end are ignored.
 */
export function isBase64(text: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text.replaceAll(/[\r\n]/g, ""));
}
