/**
 * A path as messages show it. On Windows it has only backslashes, because `$HELM_PLUGIN_DIR/run` gives a path with both.
 * Other text stays as it is, such as `/bin/sh`.
 */
export function shownPath(os: string, path: string): string {
  return os === "windows" && /^[A-Za-z]:[\\/]|\\/.test(path) ? path.replaceAll("/", "\\") : path;
}
