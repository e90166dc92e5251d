import { hideSecrets, isHidden, type Found } from "./hide-secrets.ts";
import { isTelling } from "./secret-name.ts";
import { HIDDEN } from "./secret-shapes.ts";

/** JSON without the values of secret keys, also not those in lists and objects below them. Undefined if a text is no object and no list of JSON. */
export function hideInJson(text: string, found: Found): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.stringify(hideIn(JSON.parse(text), { found, isSecret: false }));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

interface Place {
  readonly found: Found;
  /** Whether all of it is below a secret key. */
  readonly isSecret: boolean;
}

function hideIn(value: unknown, place: Place): unknown {
  if (Array.isArray(value)) return value.map((each) => hideIn(each, place));
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    const { name } = value as { readonly name?: unknown };
    const named = typeof name === "string" ? name : "";
    return Object.fromEntries(
      entries.map(([key, each]) => {
        // A variable of a container is {"name": NAME, "value": VALUE}.
        const isValue = key === "value" && isHidden(named);
        const isSecret = place.isSecret || isHidden(key) || isValue;
        const isCommon = isHidden(key) && !isTelling(key) && !place.isSecret && !isValue;
        return [key, hideIn(each, { found: isCommon ? () => {} : place.found, isSecret })];
      }),
    );
  }
  if (typeof value === "string") return hideText(value, place);
  if (!place.isSecret || typeof value !== "number") return value;
  place.found(JSON.stringify(value));
  return HIDDEN;
}

function hideText(text: string, { found, isSecret }: Place): string {
  if (!isSecret || text === "") return hideSecrets(text, found);
  found(text);
  return HIDDEN;
}
