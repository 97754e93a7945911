import type { ReactNode } from 'react';
import { useFieldArray } from 'react-hook-form';

/** Items of a list, each with its inputs; they are added at the end, moved up and down, and removed. */
export function ListInputs({
  source,
  noun,
  title,
  item,
  children,
}: {
  source: string;
  /** As people call one. */
  noun: string;
  title: string;
  /** What a new one holds. */
  item: object;
  /** The inputs of the item at a place. */
  children: (source: string) => ReactNode;
}) {
  const { fields, append, remove, move } = useFieldArray({ name: source });
  return (
    <fieldset className="games">
      <legend className="ruled">
        {title} <small>{fields.length === 0 ? `no ${noun}` : fields.length}</small>
        <span className="r">
          <button type="button" className="link" onClick={() => append(item)}>
            Add a {noun}
          </button>
        </span>
      </legend>
      {fields.map((field, at) => {
        const name = `${noun} ${at + 1}`;
        return (
          <fieldset key={field.id} className="content-item" aria-label={name}>
            <div className="content-item-acts">
              <b>{name}</b>
              <button type="button" className="btn t" disabled={at === 0} onClick={() => move(at, at - 1)}>
                Up<span className="sr">: {name}</span>
              </button>
              <button
                type="button"
                className="btn t"
                disabled={at === fields.length - 1}
                onClick={() => move(at, at + 1)}
              >
                Down<span className="sr">: {name}</span>
              </button>
              <button type="button" className="btn t" onClick={() => remove(at)}>
                Remove<span className="sr"> {name}</span>
              </button>
            </div>
            <div className="form-grid">{children(`${source}.${at}`)}</div>
          </fieldset>
        );
      })}
    </fieldset>
  );
}
