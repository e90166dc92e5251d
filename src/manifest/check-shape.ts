import * as t from "typanion";
import type { FaultList } from "./fault-list.ts";
import { parseFlag } from "./flag.ts";
import type { FieldsShape, Shape } from "./shape.ts";
import type { TreeMap } from "./tree.ts";

type Validator = t.AnyStrictValidator;

const validators = new WeakMap<Shape, Validator>();

/**
 * Reports every value that has the wrong type for its field. Null and absent are allowed everywhere: they mean the
 * empty value.
 */
export function checkShape(root: TreeMap, shape: FieldsShape, faults: FaultList): void {
  const errors: string[] = [];
  validatorFor(shape)(root, { errors });
  for (const error of errors) {
    const end = error.indexOf("\t");
    faults.add("wrong-type", { path: error.slice(0, end).replace(/^\./, ""), message: error.slice(end + 1) });
  }
}

/** The validator of a shape, made on first use: most runs need only one of the formats. */
function validatorFor(shape: Shape): Validator {
  const made = validators.get(shape);
  if (made !== undefined) return made;
  const validator = t.isNullable(makeValidator(shape));
  validators.set(shape, validator);
  return validator;
}

function makeValidator(shape: Shape): Validator {
  switch (shape.kind) {
    case "anything":
      return t.isUnknown();
    case "text":
      return expecting("text", (value) => typeof value === "string");
    case "flag":
      return expecting("true or false", (value) => typeof value === "string" && parseFlag(value) !== undefined);
    case "list":
      return t.cascade(expecting("a list", Array.isArray), t.isArray(validatorFor(shape.item)));
    case "dictionary":
      return t.cascade(expecting("a map", isMap), t.isRecord(validatorFor(shape.value)));
    case "fields":
      return t.cascade(expecting("a map", isMap), t.isPartial(mapFields(shape)));
  }
}

function mapFields(shape: FieldsShape): Record<string, Validator> {
  return Object.fromEntries(
    Object.entries(shape.fields).map(([key, field]) => [key, t.isOptional(validatorFor(field))]),
  );
}

/** Pushes `PATH <tab> MESSAGE`. typanion quotes keys in paths, so the first tab ends the path. */
function expecting(expected: string, test: (value: unknown) => boolean): Validator {
  return t.makeValidator({
    test: (value, state): value is unknown => {
      if (test(value)) return true;
      state?.errors?.push(`${state.p ?? ""}\texpected ${expected}, found ${describe(value)}`);
      return false;
    },
  });
}

function isMap(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value !== "string") return "a map";
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
}
