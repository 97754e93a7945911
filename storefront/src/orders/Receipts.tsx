import type { IssuedReceipt } from '@holdfast/shared/receipts';
import type { Reservation } from '@holdfast/shared/reservations';
import { useEffect, useState } from 'react';
import { api } from '../api/api.ts';
import { moneyText } from '../ui/money.ts';

/**
 * The receipt of an order, and credit notes for its refunds, as links to PDFs. Without an answer, as on a phone without a
 * network, there are none.
 */
export function Receipts({ reservation: { id, state } }: { reservation: Pick<Reservation, 'id' | 'state'> }) {
  const [papers, setPapers] = useState<IssuedReceipt[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another state brings another paper
  useEffect(() => {
    let current = true;
    api.receipts(id).then(
      (found) => current && setPapers(found),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [id, state]);
  return papers.map(({ number, kind, amount }) => (
    <a key={number} href={api.receiptPath(id, number)} target="_blank" rel="noreferrer">
      {kind === 'receipt' ? 'Receipt' : `Credit note, ${moneyText(amount)}`}{' '}
      <span className="muted">{number}, PDF</span>
    </a>
  ));
}
