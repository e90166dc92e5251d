/** The C file with the chunks of Lua's library, for native/text.c: sorted by their marks, and a mark that is NULL behind the last one. */
export function renderChunksUnit(chunks: ReadonlyMap<string, Uint8Array>): string {
  const sorted = [...chunks].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return [
    "#include <stddef.h>\n#include <stdint.h>",
    ...sorted.map(([, bytes], at) => `static const uint8_t chunk_${at}[] = {${bytes.join(",")}};`),
    "typedef struct {\n  const char* mark;\n  const uint8_t* bytes;\n  size_t size;\n} chunk_t;",
    "extern const chunk_t library_chunks[];",
    "const chunk_t library_chunks[] = {",
    ...sorted.map(([mark, bytes], at) => `  {${textInC(mark)}, chunk_${at}, ${bytes.length}},`),
    "  {NULL, NULL, 0},\n};\n",
  ].join("\n");
}

/** Each character as an octal escape, which has always three digits. */
function textInC(text: string): string {
  return `"${[...text].map((character) => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`).join("")}"`;
}
