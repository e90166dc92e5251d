import { TOPICS } from "../../src/cli/manual/topics.ts";
import type { PageName } from "./companion.ts";

/** Sections of luff's documents, and the page that has them. */
export interface PageSource {
  readonly page: PageName;
  /** The document below .github. */
  readonly document: string;
  /** The headings of its sections; all of the document if there are none. */
  readonly headings: readonly string[];
}

/** A page that has nothing else. */
export interface DocumentPage extends PageSource {
  /** What the page is about, in a few words, for lists of pages. */
  readonly summary: string;
}

/** A topic of `luff help` with a page of its own. All topics are sections of the manual, so there is no page of the whole manual. */
type TopicName = Exclude<(typeof TOPICS)[number]["name"], "manual">;

const PAGES: Readonly<Record<TopicName, { readonly section: 5 | 7; readonly summary: string }>> = {
  manifest: { section: 5, summary: "how luff reads plugin.yaml" },
  lua: { section: 7, summary: "plugins and scripts in Lua" },
  webassembly: { section: 7, summary: "plugins in WebAssembly" },
  platforms: { section: 7, summary: "which command of a plugin runs on which platform, and which luff" },
  windows: { section: 7, summary: "how luff runs scripts on Windows" },
  environment: { section: 7, summary: "flags and variables of luff and of plugins" },
  debug: { section: 7, summary: "how luff explains what it does and why" },
  "exit-codes": { section: 7, summary: "exit statuses and error codes of luff" },
  install: { section: 7, summary: "finding, installing, updating and removing plugins" },
  "air-gapped": { section: 7, summary: "plugins on a machine without a network" },
  getters: { section: 7, summary: "getting files by their URLs" },
  "post-renderers": { section: 7, summary: "running post-renderers" },
  authors: { section: 7, summary: "writing, checking, testing and packing plugins" },
  files: { section: 5, summary: "files and folders that luff reads and writes" },
  security: { section: 7, summary: "what luff protects, and how to check a release" },
  differences: { section: 7, summary: "differences between luff and Helm" },
};

/** The reference of the library for Lua. `luff help lua MODULE` prints parts of it. */
const LIBRARY: DocumentPage = {
  page: { name: "luff-library", section: 7 },
  summary: "the library of Lua plugins",
  document: "LIBRARY.md",
  headings: [],
};

/** The pages of the topics of `luff help`, and of the library. */
export function documentPages(): readonly DocumentPage[] {
  const topics = Object.entries(PAGES).map(([name, { section, summary }]) => {
    const topic = TOPICS.find((each) => each.name === name);
    const document = `${topic?.document.toUpperCase()}.md`;
    return { page: { name: `luff-${name}`, section }, summary, document, headings: topic?.headings ?? [] };
  });
  return [...topics, LIBRARY];
}
