import { useId } from 'react';
import { SearchIcon } from './icons.tsx';
import { useSuggestions } from './useSuggestions.ts';

interface Props {
  id: string;
  /** With its own button, for pages whose purpose is searching. */
  big?: boolean;
  value?: string;
  className?: string;
}

/**
 * A text search as a GET form: it works before and without scripts. With scripts it suggests games and teams while typing, as
 * a combobox. Source: WAI-ARIA Authoring Practices, "Editable Combobox With List Autocomplete"
 */
export function SearchForm({ id, big = false, value = '', className }: Props) {
  const list = useId();
  const { options, active, isOpen, close, input } = useSuggestions();
  return (
    <search className={className}>
      <form className={big ? 'search search-big' : 'search'} action="/games" key={value} onSubmit={close}>
        <SearchIcon />
        <label className="vh" htmlFor={id}>
          Search events
        </label>
        <input
          className="input"
          id={id}
          name="q"
          type="search"
          maxLength={100}
          defaultValue={value}
          placeholder="Team, city or venue"
          autoComplete="off"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={list}
          aria-activedescendant={isOpen && active >= 0 ? `${list}-${active}` : undefined}
          {...input}
        />
        {big && (
          <button type="submit" className="btn btn-go">
            Find events
          </button>
        )}
        <div className="suggestions" id={list} role="listbox" aria-label="Suggestions" hidden={!isOpen}>
          {options.map((option, i) => (
            <a
              key={option.href}
              id={`${list}-${i}`}
              role="option"
              aria-selected={i === active}
              tabIndex={-1}
              href={option.href}
              onMouseDown={(event) => event.preventDefault()} // The field keeps focus, so the list stays until the click.
              onClick={close}
            >
              <b>{option.title}</b>
              <span className="small muted">{option.note}</span>
            </a>
          ))}
        </div>
      </form>
    </search>
  );
}
