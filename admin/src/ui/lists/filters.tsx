/** Filters of react-admin's lists: tabs, a search that follows typing, a line for further ones. */
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import type { HTMLAttributes, ReactNode } from 'react';
import { FilterLiveForm, TextInput, useListContext } from 'react-admin';
import { useFormContext } from 'react-hook-form';
import { countOf } from '../figures.tsx';
import { useShortcuts } from '../shortcuts.tsx';

/** One filter as tabs, the first of which takes it away. */
export function FilterTabs({
  source,
  label,
  choices,
  children,
}: {
  source: string;
  label: string;
  choices: ReadonlyArray<{ id: string; name: string; count?: number }>;
  /** At the right, such as the order in words. */
  children?: ReactNode;
}) {
  const { filterValues, setFilters } = useListContext();
  const chosen = String(filterValues[source] ?? '');
  return (
    <div className="filter-tabs">
      <Tabs
        aria-label={label}
        value={choices.some(({ id }) => id === chosen) ? chosen : false}
        variant="scrollable"
        scrollButtons={false}
        onChange={(_event, id: string) => {
          const { [source]: _before, ...rest } = filterValues;
          setFilters(id === '' ? rest : { ...rest, [source]: id });
        }}
      >
        {choices.map(({ id, name, count }) => (
          <Tab
            key={id}
            value={id}
            label={
              <span>
                {name}
                {count !== undefined && <i>{countOf(count)}</i>}
              </span>
            }
          />
        ))}
      </Tabs>
      {children && <div className="r">{children}</div>}
    </div>
  );
}

const Line = (props: HTMLAttributes<HTMLFormElement>) => <form className="chips live" {...props} />;

/** Inputs that filter the list as soon as they change. */
export function FilterLine({ children }: { children: ReactNode }) {
  return (
    <FilterLiveForm debounce={300} formComponent={Line}>
      {children}
    </FilterLiveForm>
  );
}

/** The words that the list is searched for; `f` leads to it. */
export function SearchWords({ label, placeholder = label }: { label: string; placeholder?: string }) {
  const { setFocus } = useFormContext();
  useShortcuts([{ keys: 'f', does: 'filter', run: () => setFocus('q') }]);
  return (
    <TextInput
      source="q"
      label={<span className="sr">{label}</span>}
      placeholder={placeholder}
      helperText={false}
      resettable
      onKeyDown={({ key, target }) => key === 'Escape' && (target as HTMLElement).blur()}
    />
  );
}
