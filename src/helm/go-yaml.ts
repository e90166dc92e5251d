import { isAlias, isCollection, isScalar, parseDocument, type ScalarTag, type Tags, visit } from "yaml";
import { decodeBase64 } from "./base64.ts";

/** What stands for a text that Go's YAML decoder refuses: no kubeconfig is a text. */
const REFUSED = "";

const CORE = "tag:yaml.org,2002:";

/** The parser's warning about a tag such as `!!int` before another text. */
const MISLEADING_TAG = /Unresolved tag: tag:yaml\.org,2002:(?:int|float|bool|null)/;

/**
 * Parses YAML as Kubernetes does: the first document, as YAML 1.1, in which `on` is not text, but with Go's numbers and
 * with keys that JSON can have. Returns a text in place of a document that Go refuses.
 */
export function parseGoYaml(text: string): unknown {
  const document = parseDocument(text, {
    version: "1.1",
    logLevel: "silent",
    uniqueKeys: false,
    customTags: (tags) => [PREFIXED, BINARY, ...tags.flatMap(asInGo)],
  });
  const isBroken = document.errors.some(({ code }) => code !== "MULTIPLE_DOCS");
  if (isBroken || document.warnings.some(({ message }) => MISLEADING_TAG.test(message))) return REFUSED;
  try {
    return hasKeyWithoutText(document) ? REFUSED : document.toJS();
  } catch {
    return REFUSED; // Aliases that expand without bounds, or that refer to nothing.
  }
}

/** A number with a prefix. One of more than 64 bits is a text. */
const PREFIXED: ScalarTag = {
  tag: `${CORE}int`,
  default: true,
  test: /^[-+]?0_*(?:x_*[\da-f][\da-f_]*|o_*[0-7][0-7_]*|b_*[01][01_]*)$/i,
  resolve(text) {
    const size = BigInt(text.replaceAll(/[-+_]/g, ""));
    const most = text.startsWith("-") ? 2n ** 63n : 2n ** 64n - 1n;
    return size > most ? text : Number(size);
  },
};

const BINARY: ScalarTag = {
  tag: `${CORE}binary`,
  resolve(text, onError) {
    const bytes = decodeBase64(text);
    if (bytes === undefined) onError("not base64");
    return new TextDecoder().decode(bytes);
  },
};

/** Go leaves dates and base-60 numbers as text, and checks a date only where a tag says that it is one. */
function asInGo(tag: Tags[number]): Tags {
  if (typeof tag === "string" || tag.collection !== undefined) return [tag];
  if (tag.tag === `${CORE}binary` || ("format" in tag && tag.format === "TIME")) return [];
  return tag.tag === `${CORE}timestamp` ? [{ ...tag, default: false, resolve: checkedText(tag) }] : [tag];
}

function checkedText(tag: ScalarTag): ScalarTag["resolve"] {
  return (text, onError, options) => {
    tag.resolve(text, onError, options);
    return text;
  };
}

/** Whether a key anywhere is a list, a map or null: Go finds no text for it. */
function hasKeyWithoutText(document: ReturnType<typeof parseDocument>): boolean {
  let found = false;
  visit(document, {
    Pair(_, { key }) {
      const node = isAlias(key) ? key.resolve(document) : key;
      found ||= node === null || isCollection(node) || (isScalar(node) && node.value === null);
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}
