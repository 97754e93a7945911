import { api } from '../api/api.ts';
import { moneyText } from '../ui/money.ts';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { counted } from '../ui/text.ts';
import { useRead } from '../ui/useRead.ts';

/** The consignor's Forms 1099-K, newest first. What a correction replaced stays readable. */
export function TaxFormsSection() {
  const { value, hasFailed, again } = useRead(api.ownTaxForms);
  if (hasFailed) return <NotLoaded what="Your tax forms" again={again} />;
  const forms = value?.data.filter(({ isDrawn }) => isDrawn) ?? [];
  const newest = new Map<number, number>();
  for (const { year, version } of forms) newest.set(year, Math.max(version, newest.get(year) ?? 0));
  if (forms.length === 0) return null;
  return (
    <section aria-labelledby="tax-forms">
      <h2 id="tax-forms">Tax forms</h2>
      <ul className="money-rows">
        {forms.map(({ id, year, version, isCorrected, boxes }) => (
          <li key={id}>
            <span>
              <a href={`/api/selling/tax-forms/${id}/copy`}>
                Form 1099-K, {year}
                {isCorrected ? ', corrected' : ''}
              </a>{' '}
              <span className="small muted">
                {version === newest.get(year)
                  ? `What fans paid for your tickets, in ${counted(boxes.transactions, 'payment')}`
                  : 'No longer holds: a correction took its place'}
              </span>
            </span>
            <b className="fig">{moneyText({ amount: boxes.gross, currency: 'USD' })}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
