/** The results of a `bun test` run, from its JUnit report. */
export interface TestReport {
  readonly passed: readonly TestCase[];
  readonly failed: readonly TestCase[];
  readonly skipped: readonly TestCase[];
  /** Tests among the passed ones that failed at first, and passed when their file ran again. */
  readonly unstable?: readonly TestCase[];
  /** The test files in the report. */
  readonly files: readonly string[];
  /**
   * Why the results are not those of the tests alone: the runner ended the file after a long silence, or the file's process or
   * luff died in it.
   */
  readonly broken?: "silent" | "crashed";
}

export interface TestCase {
  /** The file, relative to the folder of the run, with forward slashes. */
  readonly file: string;
  /** The titles of the enclosing `describe` and of the test. */
  readonly title: string;
}

const CASE = /<testcase ([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g;
const ATTRIBUTE = /([\w-]+)="([^"]*)"/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Reads the report that `bun test --reporter=junit` writes. */
export function parseJunitReport(xml: string): TestReport {
  const cases = [...xml.matchAll(CASE)].map(([, attributes = "", body = ""]) => ({ ...named(attributes), body }));
  // Bun reports the hooks of a skipped `describe` as a case without a name.
  const tests = cases.filter((one) => !one.title.endsWith("(unnamed)"));
  const skipped = tests.filter((one) => one.body.includes("<skipped"));
  const failed = tests.filter((one) => /<(failure|error)\b/.test(one.body));
  const passed = tests.filter((one) => !skipped.includes(one) && !failed.includes(one));
  return {
    passed: passed.map(plain),
    failed: failed.map(plain),
    skipped: skipped.map(plain),
    files: [...new Set(cases.map((one) => one.file))],
  };
}

function plain({ file, title }: TestCase): TestCase {
  return { file, title };
}

function named(attributes: string): TestCase {
  const values = new Map([...attributes.matchAll(ATTRIBUTE)].map(([, name = "", value = ""]) => [name, decode(value)]));
  const title = [values.get("classname"), values.get("name")].filter(Boolean).join(" > ");
  return { file: (values.get("file") ?? "").replaceAll("\\", "/"), title };
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return ENTITIES[name ?? ""] ?? whole;
  });
}
