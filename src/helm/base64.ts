/** Whether Go's base64.StdEncoding decodes the text: padded, line breaks anywhere, and loose bits at the end are let pass. */
export function isBase64(text: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text.replaceAll(/[\r\n]/g, ""));
}
