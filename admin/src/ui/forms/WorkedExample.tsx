import { useWatch } from 'react-hook-form';
import type { z } from 'zod';

/**
 * The help of a field, and what the value in it would mean, as it is typed. An empty field has no example, nor has a value that
 * the field refuses.
 * @param of the field's name in the form @param schema what the field takes
 * @param say the example, a sentence; `now` in ms since the epoch
 */
export function WorkedExample<Schema extends z.ZodType>({
  of,
  help,
  schema,
  say,
}: {
  of: string;
  help: string;
  schema: Schema;
  say: (value: NonNullable<z.output<Schema>>, now: number) => string;
}) {
  const value: unknown = useWatch({ name: of });
  const { data } = schema.safeParse(value === '' ? null : value);
  return (
    <>
      {help}
      {data !== undefined && data !== null && <span className="example">{say(data, Date.now())}</span>}
    </>
  );
}
