import { type BlockState, type BuyerBlock, blockKindNames, blockQuery } from '@holdfast/shared/blocks';
import { useState } from 'react';
import { DataTable, useRefresh } from 'react-admin';
import { Link } from 'react-router';
import { usePermission } from '../authProvider/usePermission.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { EmptyList } from '../ui/lists/EmptyList.tsx';
import { FilterLine, FilterTabs, SearchWords } from '../ui/lists/filters.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';
import { LiftBlock, NewBlock } from './BlockPanels.tsx';

const states = [
  { id: '', name: 'All' },
  { id: 'inForce', name: 'In force' },
  { id: 'lifted', name: 'Lifted' },
  { id: 'over', name: 'Over' },
];

/** Buyers whom the marketplace sells nothing to. */
export function BlockList() {
  useCrumbs('Support', 'Blocked buyers');
  const mayBlock = usePermission('cases');
  const refresh = useRefresh();
  const [open, setOpen] = useState<'new' | BuyerBlock | null>(null);
  const close = () => setOpen(null);
  useShortcuts(
    mayBlock && open === null ? [{ keys: 'n', does: 'block an address', run: () => setOpen('new') }] : [],
  );
  return (
    <div className={open ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <DeskList<BuyerBlock>
          contract={blockQuery}
          filters={['q', 'state']}
          sort={{ field: 'createdAt', order: 'DESC' }}
        >
          <PageHead
            title="Blocked buyers"
            facts="They can hold and pay for nothing, and are told to write to us. What they paid for stays theirs."
          >
            {mayBlock && (
              <button type="button" className="btn" onClick={() => setOpen('new')}>
                Block an address <kbd>n</kbd>
              </button>
            )}
          </PageHead>
          <FilterTabs source="state" label="Blocks by state" choices={states}>
            <span>Newest first</span>
          </FilterTabs>
          <FilterLine>
            <SearchWords label="Filter by address, name, card or reason" />
          </FilterLine>
          <div className="body">
            <ListRows
              empty={<EmptyList none="Nobody is blocked." matching="Nobody who matches is blocked." />}
            >
              <BlockTable lift={mayBlock ? setOpen : null} />
            </ListRows>
          </div>
        </DeskList>
      </div>
      {open === 'new' && (
        <NewBlock
          close={close}
          onDone={() => {
            close();
            refresh();
          }}
        />
      )}
      {open !== null && open !== 'new' && <LiftBlock key={open.id} block={open} close={close} />}
    </div>
  );
}

function BlockTable({ lift }: { lift: ((block: BuyerBlock) => void) | null }) {
  return (
    <DataTable<BuyerBlock> aria-label="Blocked buyers" rowClick={false}>
      <DataTable.Col<BuyerBlock> label="Who" render={({ name }) => <b className="bold">{name}</b>} />
      <DataTable.Col<BuyerBlock> label="Blocked by" render={({ kind }) => blockKindNames[kind]} />
      <DataTable.Col<BuyerBlock> label="State" render={(block) => <BlockMark block={block} />} />
      <DataTable.Col<BuyerBlock>
        label="Why"
        className="wrap"
        render={({ reason, liftReason }) =>
          liftReason === null ? reason : `${reason} Lifted: ${liftReason}`
        }
      />
      <DataTable.Col<BuyerBlock>
        label="Since"
        className="wide-only"
        render={({ by, createdAt }) => `${workTime(createdAt)}, ${by}`}
      />
      <DataTable.Col<BuyerBlock>
        label="Order"
        className="wide-only"
        render={({ reservationId }) =>
          reservationId === null ? '' : <Link to={`/reservations/${reservationId}/show`}>Open the case</Link>
        }
      />
      {lift && (
        <DataTable.Col<BuyerBlock>
          label="Act"
          render={(block) =>
            block.state === 'inForce' ? (
              <button type="button" className="link" onClick={() => lift(block)}>
                Lift<span className="sr"> the block of {block.name}</span>
              </button>
            ) : null
          }
        />
      )}
    </DataTable>
  );
}

const words: Record<BlockState, string> = { inForce: 'In force', lifted: 'Lifted', over: 'Over' };

/** Where a block stands, and until when it lasts. */
export function BlockMark({ block: { state, until, liftedAt } }: { block: BuyerBlock }) {
  const when = state === 'lifted' ? liftedAt : until;
  return (
    <Mark
      shape={state === 'inForce' ? 'bars' : state === 'lifted' ? 'openSquare' : 'clock'}
      tone={state === 'inForce' ? 'warn' : 'neutral'}
    >
      {words[state]}
      {when
        ? ` ${state === 'inForce' ? 'until ' : ''}${workTime(when)}`
        : state === 'inForce'
          ? ', for good'
          : ''}
    </Mark>
  );
}
