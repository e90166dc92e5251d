/** What a run of `bun test` did, by its JUnit report. */
export interface TestReport {
  readonly passed: number;
  readonly failed: number;
  /** The full titles of skipped tests, each with its file; a skipped test's title tells the reason. */
  readonly skipped: readonly string[];
  /** The test files that the report knows. */
  readonly files: readonly string[];
}

const CASE = /<testcase ([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g;
const ATTRIBUTE = /([\w-]+)="([^"]*)"/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Reads the report that `bun test --reporter=junit` writes. */
export function parseJunitReport(xml: string): TestReport {
  const cases = [...xml.matchAll(CASE)].map(([, attributes = "", body = ""]) => ({ ...named(attributes), body }));
  const skipped = cases.filter((one) => one.body.includes("<skipped"));
  const failed = cases.filter((one) => /<(failure|error)\b/.test(one.body));
  return {
    passed: cases.length - skipped.length - failed.length,
    failed: failed.length,
    skipped: skipped.map((one) => `${one.file}: ${one.title}`),
    files: [...new Set(cases.map((one) => one.file))],
  };
}

function named(attributes: string): { readonly file: string; readonly title: string } {
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
