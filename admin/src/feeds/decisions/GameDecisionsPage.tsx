import { type GameChange, gameChangeQuery } from '@holdfast/shared/feeds';
import { DataTable, useListContext } from 'react-admin';
import { hitsText } from '../../events/changeText.ts';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { Empty } from '../../ui/ErrorMessage.tsx';
import { DeskList, ListRows } from '../../ui/lists/DeskList.tsx';
import { FilterTabs } from '../../ui/lists/filters.tsx';
import { OpenLink } from '../../ui/lists/OpenLink.tsx';
import { TimeField } from '../../ui/lists/TimeField.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { decidedNames, gameStart, saysText } from './changeText.ts';
import '../feeds.css';

const choices = [
  { id: '', name: 'To decide' },
  { id: 'true', name: 'Decided' },
];
const decisionPage = (id: unknown) => `/feeds/decisions/${id}`;

/** Games of ours that a feed or a file calls off or moves: nothing of them changes until a person decides. */
export function GameDecisionsPage() {
  useCrumbs('Consignment', 'Feeds', 'Games to decide');
  return (
    <div className="col scrolls">
      <PageHead
        title="Games to decide"
        facts="A feed that cancels or moves one of our games changes nothing until you decide; nor does a schedule file that moves one on which orders or holds hang."
      />
      <DeskList<GameChange>
        contract={gameChangeQuery}
        resource="gameChanges"
        filters={['decided', 'seasonId']}
        sort={{ field: 'foundAt', order: 'ASC' }}
        disableAuthentication
      >
        <FilterTabs source="decided" label="Decisions" choices={choices}>
          <span>Oldest first</span>
        </FilterTabs>
        <div className="body">
          <ListRows empty={<Nothing />}>
            <DataTable<GameChange> aria-label="Games to decide" rowClick={decisionPage}>
              <DataTable.Col<GameChange>
                label="Game"
                className="wrap"
                render={({ id, event }) => (
                  <>
                    <OpenLink to={decisionPage(id)}>{event.name}</OpenLink>{' '}
                    <span className="mut">{gameStart(event.startsAt, event.timeZone)}</span>
                  </>
                )}
              />
              <DataTable.Col<GameChange> label="What is said" className="wrap" render={saysText} />
              <DataTable.Col<GameChange>
                label="Affects"
                className="phone-out"
                render={({ hits }) => hitsText(hits)}
              />
              <DataTable.Col<GameChange> label="Decided" className="wrap" render={decidedText} />
              <DataTable.Col label="Found" className="n">
                <TimeField source="foundAt" />
              </DataTable.Col>
            </DataTable>
          </ListRows>
        </div>
      </DeskList>
    </div>
  );
}

function Nothing() {
  const { filterValues } = useListContext();
  return <Empty because={filterValues.decided ? 'Nothing was decided yet.' : 'No game needs a decision.'} />;
}

const decidedText = ({ decided }: GameChange) =>
  decided === null ? (
    <span className="fnt">not yet</span>
  ) : (
    `${decidedNames[decided.decision]} by ${decided.by}`
  );
