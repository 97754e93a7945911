/** Fields that a contract doesn't have: zod drops them in silence, so that a misspelled one would look as if it counted. */
import type { FieldProblem } from '@holdfast/shared/http';
import { z } from 'zod';

type Path = readonly PropertyKey[];

/**
 * Names every field of a value that its contract doesn't know, however deep. What a contract leaves open (a record, an
 * unknown value, a loose object) isn't looked into.
 */
export function unknownFields(schema: z.ZodType, value: unknown): FieldProblem[] {
  return unknownPaths(schema, value, []).map((path) => ({
    field: path.join('.'),
    code: 'unknown_field',
    message: `There is no field “${String(path.at(-1))}” here. Nothing was changed; leave it out, or correct its name.`,
  }));
}

function unknownPaths(schema: z.ZodType, value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  if (schema instanceof z.ZodObject) return ofObject(schema, value as Record<string, unknown>, path);
  if (schema instanceof z.ZodArray)
    return Array.isArray(value)
      ? value.flatMap((each, at) => unknownPaths(schema.element as z.ZodType, each, [...path, at]))
      : [];
  if (schema instanceof z.ZodTuple) {
    const items = schema.def.items as z.ZodType[];
    return items.flatMap((item, at) =>
      unknownPaths(item, (value as Record<number, unknown>)[at], [...path, at]),
    );
  }
  if (schema instanceof z.ZodRecord)
    return Object.entries(value).flatMap(([key, each]) =>
      unknownPaths(schema.valueType as z.ZodType, each, [...path, key]),
    );
  if (schema instanceof z.ZodUnion) return ofUnion(schema.options as readonly z.ZodType[], value, path);
  if (schema instanceof z.ZodIntersection) {
    const [left, right] = [schema.def.left, schema.def.right].map(
      (each) =>
        new Map(unknownPaths(each as z.ZodType, value, path).map((found) => [found.join('.'), found])),
    ) as [Map<string, Path>, Map<string, Path>];
    return [...left].filter(([key]) => right.has(key)).map(([, found]) => found);
  }
  const inner = innerOf(schema);
  return inner ? unknownPaths(inner, value, path) : [];
}

function ofObject(schema: z.ZodObject, value: Record<string, unknown>, path: Path): Path[] {
  const shape = schema.shape as Record<string, z.ZodType>;
  const rest = schema.def.catchall as z.ZodType | undefined;
  const isOpen = rest !== undefined && !(rest instanceof z.ZodNever);
  return Object.entries(value).flatMap(([key, each]) => {
    const field = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (field) return unknownPaths(field, each, [...path, key]);
    return isOpen ? [] : [[...path, key]];
  });
}

/** Of the forms that accept the value, the one that knows most of it; where none does, the contract's own problems count. */
function ofUnion(options: readonly z.ZodType[], value: unknown, path: Path): Path[] {
  const found = options
    .filter((option) => option.safeParse(value).success)
    .map((option) => unknownPaths(option, value, path));
  return found.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

/** What a schema that only wraps another one wraps. */
function innerOf(schema: z.ZodType): z.ZodType | null {
  if (schema instanceof z.ZodPipe)
    return (schema.def.in instanceof z.ZodTransform ? schema.def.out : schema.def.in) as z.ZodType;
  if (schema instanceof z.ZodLazy) return schema.def.getter() as z.ZodType;
  const { innerType } = schema.def as { innerType?: z.ZodType };
  return innerType ?? null;
}
