const SCHEMES: readonly string[] = ["http", "https", "socks5"];

/** Whether client-go accepts the text as a proxy's address: a URL for Go's url.Parse, with one of three schemes. */
export function isProxyUrl(text: string): boolean {
  if (/[\0-\x1f\x7f]/.test(text)) return false;
  const { before: address, after: fragment } = cut(text, "#");
  const [whole, scheme = ""] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(address) ?? [""];
  if (!SCHEMES.includes(scheme.toLowerCase()) || !isEscaped(fragment)) return false;
  const { before: rest } = cut(address.slice(whole.length), "?");
  if (!rest.startsWith("//")) return !rest.startsWith("/") || isEscaped(rest);
  const { before: authority, after: path } = cut(rest.slice(2), "/");
  return isAuthority(authority) && isEscaped(path);
}

function isAuthority(authority: string): boolean {
  const at = authority.lastIndexOf("@");
  const user = authority.slice(0, Math.max(at, 0));
  return /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user) && isEscaped(user) && isHost(authority.slice(at + 1));
}

/** A name, or an IPv6 address in brackets, which may have a zone after %25; then an optional port. */
function isHost(host: string): boolean {
  const end = host.startsWith("[") ? host.lastIndexOf("]") + 1 : host.lastIndexOf(":");
  if (host.startsWith("[") && end === 0) return false;
  const port = end < 0 ? "" : host.slice(end);
  if (!/^(?::[0-9]*)?$/.test(port)) return false;
  const { before: name, after: zone } = host.startsWith("[")
    ? cut(host.slice(0, end), "%25")
    : { before: host, after: "" };
  return isHostText(name) && isEscaped(zone);
}

/** In a host, only non-ASCII bytes and the percent sign may be written as %XX. */
function isHostText(text: string): boolean {
  return /^(?:[A-Za-z0-9!$&'()*+,;=:[\]<>"\-_.~\u0080-\u{10ffff}]|%25|%[89A-Fa-f][0-9A-Fa-f])*$/u.test(text);
}

function isEscaped(text: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(text);
}

function cut(text: string, separator: string): { readonly before: string; readonly after: string } {
  const at = text.indexOf(separator);
  return at < 0 ? { before: text, after: "" } : { before: text.slice(0, at), after: text.slice(at + separator.length) };
}
