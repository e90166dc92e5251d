/** A part of luff's documents that `luff help` prints. */
export interface Topic {
  readonly name: string;
  /** The document that has it. */
  readonly document: DocumentName;
  /** The headings of its sections, in order; all of the document if there are none. */
  readonly headings: readonly string[];
}

export type DocumentName = "library" | "manual" | "security";

/** The topics of `luff help`, in the order of lists. No command has the name of a topic. */
export const TOPICS = [
  {
    name: "manifest",
    document: "manual",
    headings: ["Fields of plugin.yaml", "Splitting and expansion", "Faults in a manifest"],
  },
  { name: "lua", document: "manual", headings: ["Lua plugins"] },
  { name: "webassembly", document: "manual", headings: ["WebAssembly plugins"] },
  { name: "platforms", document: "manual", headings: ["Which command runs", "Executables"] },
  { name: "windows", document: "manual", headings: ["Scripts on Windows"] },
  { name: "environment", document: "manual", headings: ["Flags and variables"] },
  { name: "debug", document: "manual", headings: ["Explaining what luff does"] },
  { name: "exit-codes", document: "manual", headings: ["Exit statuses"] },
  { name: "install", document: "manual", headings: ["Finding plugins", "Installing, updating and removing plugins"] },
  { name: "air-gapped", document: "manual", headings: ["Plugins without a network"] },
  { name: "getters", document: "manual", headings: ["Getting files by their URLs"] },
  { name: "post-renderers", document: "manual", headings: ["Running post-renderers"] },
  { name: "authors", document: "manual", headings: ["For authors of plugins"] },
  { name: "files", document: "manual", headings: ["What luff reads and writes"] },
  {
    name: "security",
    document: "security",
    headings: ["What luff protects, and what it does not", "Check a release"],
  },
  { name: "differences", document: "manual", headings: ["Differences from Helm"] },
  { name: "manual", document: "manual", headings: [] },
] as const satisfies readonly Topic[];

/** The topic behind which a module of the library can stand. */
export const LIBRARY_TOPIC = "lua";

/** The topic of a name. */
export function topicOf(name: string): Topic | undefined {
  return TOPICS.find((topic) => topic.name === name);
}
