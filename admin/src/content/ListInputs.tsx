import { createContext, type ReactNode, useContext } from 'react';
import { useFieldArray } from 'react-hook-form';

const ItemName = createContext<string | null>(null);

/** Which item the input around belongs to, such as `link 2 of column 1`; null: to none. */
export const useItemName = (): string | null => useContext(ItemName);

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
  const within = useItemName();
  const { fields, append, remove, move } = useFieldArray({ name: source });
  return (
    <fieldset className="games">
      <legend className="ruled">
        {title} <small>{fields.length === 0 ? `no ${noun}` : fields.length}</small>
        <span className="r">
          <button type="button" className="link" onClick={() => append(item)}>
            Add a {noun}
            {within && <span className="sr"> to {within}</span>}
          </button>
        </span>
      </legend>
      {fields.map((field, at) => {
        const name = within === null ? `${noun} ${at + 1}` : `${noun} ${at + 1} of ${within}`;
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
            <ItemName value={name}>
              <div className="form-grid">{children(`${source}.${at}`)}</div>
            </ItemName>
          </fieldset>
        );
      })}
    </fieldset>
  );
}
