import type { PriceCap } from '@holdfast/shared/priceCaps';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { usePermission } from '../authProvider/usePermission.ts';
import { call } from '../dataProvider/index.ts';
import { AdminForm } from '../ui/AdminForm.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { MoneyField, PercentField, TextField } from '../ui/fields.tsx';
import { amountOf, countOf, percentOf } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { RuledTable } from '../ui/RuledList.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';

/** Legal price caps by place: finance sets and ends them, staff reads them. */
export function PriceCapsPage() {
  useCrumbs('Consignment', 'Legal caps');
  const maySet = usePermission('percentages');
  const queries = useQueryClient();
  const caps = useQuery({
    queryKey: ['priceCaps'],
    queryFn: () => call<{ data: PriceCap[] }>('/admin/price-caps'),
  });
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<PriceCap | null>(null);
  const leave = () => {
    setAdding(false);
    setEnding(null);
  };
  useShortcuts([
    ...(maySet && !adding && !ending ? [{ keys: 'n', does: 'new cap', run: () => setAdding(true) }] : []),
    ...(adding || ending ? [{ keys: 'Escape', does: 'leave it', run: leave, inFields: true }] : []),
  ]);
  const rows = caps.data?.data ?? [];
  const above = rows.reduce((sum, cap) => sum + cap.listingsAbove, 0);
  return (
    <div className={adding || ending ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title="Legal caps"
          facts={`What the law of a venue’s place allows a ticket to cost, against its face value. ${
            above === 0
              ? 'Nothing on sale is above.'
              : `${countOf(above)} on sale are above, and wait under “To price”.`
          }`}
        >
          {maySet && (
            <button type="button" className="btn" onClick={() => setAdding(true)}>
              New cap <kbd>n</kbd>
            </button>
          )}
        </PageHead>
        <div className="body">
          {caps.error && !caps.data ? (
            <ErrorMessage what="The caps couldn’t be loaded." error={caps.error} retry={caps.refetch} />
          ) : caps.data && rows.length === 0 ? (
            <Empty
              because={`No place has a cap.${maySet ? '' : ' Finance sets them; prices are free until then.'}`}
            />
          ) : (
            <RuledTable<PriceCap>
              label="Legal caps"
              rows={rows}
              rowClass={(cap) => (cap.endedAt ? 'future' : undefined)}
              columns={[
                { head: 'Place', cell: (cap) => <b className="bold">{placeName(cap)}</b> },
                { head: 'Allowed', cell: allowed },
                { head: 'Law', cell: (cap) => cap.law, wraps: true },
                {
                  head: 'On sale above it',
                  cell: (cap) =>
                    cap.listingsAbove > 0 ? (
                      <Mark shape="triangle" tone="danger">
                        {countOf(cap.listingsAbove)}
                      </Mark>
                    ) : (
                      <span className="fnt">0</span>
                    ),
                  numeric: true,
                },
                { head: 'Set', cell: (cap) => `${cap.createdBy}, ${workTime(cap.createdAt)}` },
                {
                  head: 'In force',
                  cell: (cap) =>
                    cap.endedAt ? (
                      `until ${workTime(cap.endedAt)}`
                    ) : maySet ? (
                      <button type="button" className="link" onClick={() => setEnding(cap)}>
                        End it
                      </button>
                    ) : (
                      'now'
                    ),
                },
              ]}
            />
          )}
        </div>
      </div>
      {adding && (
        <SidePanel title="New cap" about="It holds for every listing of that place from now on.">
          <AdminForm<PriceCap>
            resource="price-caps"
            defaults={{ country: 'US', region: '', overFaceBps: 0, overFaceAmount: 0, law: '' }}
            bodyOf={({ region, ...values }) => ({ ...values, region: region ? String(region) : null })}
            onDone={() => {
              leave();
              queries.invalidateQueries({ queryKey: ['priceCaps'] });
            }}
            submit="Put it in force"
          >
            <div className="form-grid">
              <TextField
                source="country"
                label="Country"
                span={6}
                maxLength={2}
                hint="Two letters, such as US"
              />
              <TextField source="region" label="Region" span={6} maxLength={3} hint="Empty: all of it" />
              <PercentField source="overFaceBps" label="Above face value" unit="%" span={6} />
              <MoneyField source="overFaceAmount" label="And an amount" span={6} />
              <TextField
                source="law"
                label="Law"
                span={12}
                maxLength={300}
                hint="Whoever is refused a price reads its name"
              />
            </div>
          </AdminForm>
        </SidePanel>
      )}
      {ending && (
        <EndCap
          cap={ending}
          leave={leave}
          onDone={() => {
            leave();
            queries.invalidateQueries({ queryKey: ['priceCaps'] });
          }}
        />
      )}
    </div>
  );
}

function EndCap({ cap, leave, onDone }: { cap: PriceCap; leave: () => void; onDone: () => void }) {
  const [error, setTrouble] = useState<string | null>(null);
  async function end() {
    try {
      await call(`/admin/price-caps/${cap.id}/end`, { method: 'POST' });
      onDone();
    } catch (refusal) {
      setTrouble(refusal instanceof Error ? refusal.message : 'It didn’t work.');
    }
  }
  useShortcuts([{ keys: 'Ctrl+Enter', does: 'end it', run: end, inFields: true }]);
  return (
    <SidePanel
      title={`End the cap of ${placeName(cap)}`}
      about="Nothing has happened yet. This is what would."
      takesFocus
      foot={
        <>
          <button type="button" className="btn d" onClick={end}>
            End the cap <kbd>Ctrl Enter</kbd>
          </button>
          <button type="button" className="btn t" onClick={leave}>
            Keep it <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      {error && (
        <p className="note danger" role="alert">
          {error} Nothing was changed.
        </p>
      )}
      <p style={{ marginTop: 10 }}>
        From now on prices in {placeName(cap)} are no longer held to {cap.law}. No price changes by it, and
        nobody gets an email. The cap stays to be read.
      </p>
    </SidePanel>
  );
}

function placeName({ country, region }: PriceCap): string {
  return region ? `${region}, ${country}` : country;
}

function allowed({ overFaceBps, overFaceAmount }: PriceCap): string {
  const parts = [
    ...(overFaceBps > 0 ? [percentOf(overFaceBps)] : []),
    ...(overFaceAmount > 0 ? [amountOf(overFaceAmount)] : []),
  ];
  return parts.length === 0 ? 'face value' : `face value + ${parts.join(' + ')}`;
}
