/** Two entries that are one: what would move is shown, then done at once. */
import { type MergePreview, mergeInto } from '@holdfast/shared/catalog';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNotify, useRedirect } from 'react-admin';
import { useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { call } from '../dataProvider/index.ts';
import { countOf } from '../ui/figures.tsx';
import { RecordInput } from '../ui/forms/RecordInput.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';

interface Merged {
  id: string;
  name: string;
}

const nothing = { intoId: null };

/** @param P what the server says of a merge; `more` shows what is special to its kind */
export function MergePanel<P extends MergePreview = MergePreview>({
  resource,
  record,
  nameOf,
  schema = mergeInto,
  defaultValues = nothing,
  place = 'the catalogue',
  afterwards = 'and its name goes on leading to the one that stays',
  filter,
  inputs,
  more,
}: {
  resource: 'venues' | 'performers' | 'leagues' | 'seasons' | 'consignors';
  record: Merged;
  nameOf: (other: never) => string;
  schema?: z.ZodType;
  defaultValues?: Record<string, unknown>;
  /** Where the two stand. */
  place?: string;
  /** What becomes of the one that goes. */
  afterwards?: string;
  /** Which others are on offer. */
  filter?: Record<string, unknown>;
  /** Further inputs that the schema wants, below what would move. */
  inputs?: ReactNode;
  more?: (preview: P) => ReactNode;
}) {
  const redirect = useRedirect();
  const notify = useNotify();
  return (
    <section className="sec">
      <h2>
        Merge{' '}
        <small>
          when {record.name} is in {place} twice
        </small>
      </h2>
      <UpdateForm<Merged & { id: string }>
        resource={`${resource}Merges`}
        id={record.id}
        schema={schema}
        defaultValues={defaultValues}
        submit="Merge the two"
        onDone={({ name }) => {
          notify(`${record.name} is part of ${name} now.`, { type: 'success' });
          redirect('list', resource);
        }}
      >
        <div className="form-grid">
          <RecordInput
            className="f6"
            source="intoId"
            label="The one that stays"
            reference={resource}
            sort="name"
            nameOf={nameOf}
            except={record.id}
            {...(filter ? { filter } : {})}
          />
        </div>
        <Moves resource={resource} record={record} place={place} afterwards={afterwards} more={more} />
        {inputs}
      </UpdateForm>
    </section>
  );
}

function Moves<P extends MergePreview>({
  resource,
  record: { id, name },
  place,
  afterwards,
  more,
}: {
  resource: string;
  record: Merged;
  place: string;
  afterwards: string;
  more?: ((preview: P) => ReactNode) | undefined;
}) {
  const intoId = useWatch<{ intoId: string | null }, 'intoId'>({ name: 'intoId' });
  const { data, error } = useQuery({
    queryKey: [resource, id, 'merge', intoId],
    queryFn: () => call<P>(`/admin/${resource}/${id}/merge?intoId=${intoId}`),
    enabled: Boolean(intoId),
  });
  if (!intoId) return null;
  if (error) return <p className="note danger">What would move couldn’t be read. {error.message}</p>;
  if (!data) return <p className="mut">Reading what would move…</p>;
  if (data.refused !== null) return <p className="note danger">{data.refused}</p>;
  return (
    <div className="note" style={{ maxWidth: 760 }}>
      <p>
        {name} leaves {place} for good, {afterwards}. What moves:
      </p>
      <dl className="kv">
        {data.moves.map(({ what, count }) => (
          <div key={what} style={{ display: 'contents' }}>
            <dt>{what}</dt>
            <dd>{countOf(count)}</dd>
          </div>
        ))}
      </dl>
      {more?.(data)}
    </div>
  );
}
