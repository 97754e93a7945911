import { SearchIcon } from './icons.tsx';

interface Props {
  id: string;
  /** With its own button, for pages whose purpose is searching. */
  big?: boolean;
  value?: string;
  className?: string;
}

/** A text search as a GET form: it works before and without scripts. */
export function SearchForm({ id, big = false, value = '', className }: Props) {
  return (
    <search className={className}>
      <form className={big ? 'search search-big' : 'search'} action="/games" key={value}>
        <SearchIcon />
        <label className="vh" htmlFor={id}>
          Search games
        </label>
        <input
          className="input"
          id={id}
          name="q"
          type="search"
          maxLength={100}
          defaultValue={value}
          placeholder="Team, city or venue"
        />
        {big && (
          <button type="submit" className="btn btn-go">
            Find games
          </button>
        )}
      </form>
    </search>
  );
}
