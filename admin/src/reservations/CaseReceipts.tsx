import type { IssuedReceipt } from '@holdfast/shared/receipts';
import { useQuery } from '@tanstack/react-query';
import { useCanAccess } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { Amount } from '../ui/figures.tsx';
import { workTime } from '../ui/time.ts';

/** The receipt of the order, and credit notes for its refunds, as PDF. Who doesn't work with payments sees none. */
export function CaseReceipts({ reservationId, state }: { reservationId: string; state: string }) {
  const { canAccess } = useCanAccess({ resource: 'payments', action: 'list' });
  const { data } = useQuery({
    queryKey: ['receipts', reservationId, state],
    queryFn: () => call<{ data: IssuedReceipt[] }>(`/admin/reservations/${reservationId}/receipts`),
    enabled: canAccess === true,
  });
  if (!data || data.data.length === 0) return null;
  return (
    <section style={{ marginTop: 16 }}>
      <h2 className="ruled">Receipts</h2>
      <ul className="mail-list">
        {data.data.map(({ number, kind, amount, issuedAt }) => (
          <li key={number}>
            <span className="tm">{workTime(issuedAt)}</span>
            <a href={`/api/admin/receipts/${number}.pdf`} target="_blank" rel="noreferrer">
              {kind === 'receipt' ? 'Receipt' : 'Credit note'} {number}
            </a>
            <span className="st">
              <Amount minor={amount.amount} currency={amount.currency} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
