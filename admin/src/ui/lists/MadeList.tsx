/** A list of what staff make, found by words: its head, the way to a new one, and what is said while it is empty. */
import type { ReactNode } from 'react';
import { type RaRecord, useListContext } from 'react-admin';
import { useNavigate } from 'react-router';
import { type Permission, usePermission } from '../../authProvider/usePermission.ts';
import { useCrumbs } from '../crumbs.tsx';
import { Empty } from '../ErrorMessage.tsx';
import { PageHead } from '../PageHead.tsx';
import { useShortcuts } from '../shortcuts.tsx';
import type { ListContract } from '../unreadable.ts';
import { DeskList, ListRows } from './DeskList.tsx';
import { FilterLine, FilterTabs, SearchWords } from './filters.tsx';

const retirementTabs = [
  { id: '', name: 'Current' },
  { id: 'retired', name: 'Retired' },
];

interface Listed {
  /** The part of the menu that it stands in. */
  part: 'Catalogue' | 'Consignment';
  title: string;
  facts: string;
  resource: string;
  contract: ListContract;
  /** One of them, such as `venue`. */
  noun: string;
  searched: string;
  /** Whoever may this may make one. */
  permission: Permission;
  /** Besides the words; `state` shows the tabs of current and retired ones. */
  filters?: readonly string[];
  /** The tabs of `state`, by default those of entries that can be retired. */
  tabs?: ReadonlyArray<{ id: string; name: string }>;
  /** Further actions beside the way to a new one. */
  actions?: ReactNode;
  /** Said while there is none at all. */
  none: string;
  children: ReactNode;
}

export function MadeList<T extends RaRecord>(props: Listed) {
  const {
    part,
    title,
    facts,
    resource,
    contract,
    noun,
    searched,
    permission,
    filters = [],
    tabs = retirementTabs,
    actions,
    children,
  } = props;
  useCrumbs(part, title);
  const navigate = useNavigate();
  const mayMake = usePermission(permission);
  const create = () => navigate(`/${resource}/create`);
  useShortcuts(mayMake ? [{ keys: 'n', does: `new ${noun}`, run: create }] : []);
  return (
    <DeskList<T>
      contract={contract}
      filters={['q', ...filters]}
      sort={{ field: 'name', order: 'ASC' }}
      perPage={50}
    >
      <PageHead title={title} facts={facts}>
        {actions}
        {mayMake && (
          <button type="button" className="btn" onClick={create}>
            New {noun} <kbd>n</kbd>
          </button>
        )}
      </PageHead>
      {filters.includes('state') && (
        <FilterTabs
          source="state"
          label={`${title}, ${tabs.map(({ name }) => name.toLowerCase()).join(' or ')}`}
          choices={tabs}
        />
      )}
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
