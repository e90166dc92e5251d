/** The names under which scripts can require the C libraries and the Lua files that belong to them. */
export const C_LIBRARIES: ReadonlySet<string> = new Set([
  ...["cjson", "cjson.safe"],
  ...["lpeg", "re"],
  ...["lyaml", "lyaml.explicit", "lyaml.functional", "lyaml.implicit", "yaml"],
  "zlib",
]);
