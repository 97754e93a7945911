/** A list of the catalogue: current or retired entries, found by words. */
import type { ReactNode } from 'react';
import { type RaRecord, useListContext } from 'react-admin';
import { useNavigate } from 'react-router';
import { usePermission } from '../authProvider/usePermission.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { FilterLine, FilterTabs, SearchWords } from '../ui/lists/filters.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import type { ListContract } from '../ui/unreadable.ts';
import { entryStates } from './EntryActions.tsx';

interface Listed {
  title: string;
  facts: string;
  resource: string;
  contract: ListContract;
  /** One of them, such as `venue`. */
  noun: string;
  searched: string;
  filters?: readonly string[];
  /** Said while there is none at all. */
  none: string;
  children: ReactNode;
}

export function EntryList<T extends RaRecord>(props: Listed) {
  const { title, facts, resource, contract, noun, searched, filters = [], children } = props;
  useCrumbs('Catalogue', title);
  const navigate = useNavigate();
  const mayMake = usePermission('events');
  const create = () => navigate(`/${resource}/create`);
  useShortcuts(mayMake ? [{ keys: 'n', does: `new ${noun}`, run: create }] : []);
  return (
    <DeskList<T>
      contract={contract}
      filters={['q', 'state', ...filters]}
      sort={{ field: 'name', order: 'ASC' }}
      perPage={50}
    >
      <PageHead title={title} facts={facts}>
        {mayMake && (
          <button type="button" className="btn" onClick={create}>
            New {noun} <kbd>n</kbd>
          </button>
        )}
      </PageHead>
      <FilterTabs source="state" label={`${title}, current or retired`} choices={entryStates} />
      <FilterLine>
        <SearchWords label={searched} />
      </FilterLine>
      <div className="body">
        <ListRows empty={<Nothing {...props} create={mayMake ? create : null} />}>{children}</ListRows>
      </div>
    </DeskList>
  );
}

function Nothing({ none, noun, create }: Listed & { create: (() => void) | null }) {
  const { filterValues } = useListContext();
  if (Object.keys(filterValues).length > 0) return <Empty because="Nothing matches." />;
  return (
    <Empty because={none}>
      {create && (
        <button type="button" className="btn" onClick={create}>
          New {noun}
        </button>
      )}
    </Empty>
  );
}
