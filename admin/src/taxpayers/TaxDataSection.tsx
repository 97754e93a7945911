/** A consignor's tax data as finance sees it: the last four digits, what was before, and entering other data. */
import {
  classificationNames,
  maskedTin,
  type TaxData,
  type Taxpayer,
  taxHoldNames,
} from '@holdfast/shared/taxpayers';
import { useQuery } from '@tanstack/react-query';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { amountOf } from '../ui/figures.tsx';
import { Movements } from '../ui/Movements.tsx';
import { workTime } from '../ui/time.ts';

/** The tax data of a consignor. */
export const useTaxData = (consignorId: string) =>
  useQuery({
    queryKey: ['tax-data', consignorId],
    queryFn: () => call<TaxData>(`/admin/consignors/${consignorId}/tax-data`),
    refetchOnWindowFocus: false,
  });

export function TaxDataSection({ consignorId, enter }: { consignorId: string; enter: () => void }) {
  const { data, error, refetch } = useTaxData(consignorId);
  if (data && !data.isAsked) return null;
  return (
    <section className="sec">
      <h2>
        Tax data <small>Form W-9 or W-8; the last four digits, the rest is sealed</small>
      </h2>
      {error && (
        <ErrorMessage what="The tax data couldn’t be loaded." error={error} retry={() => refetch()} />
      )}
      {data && <p className={data.missing ? 'mut' : undefined}>{standingText(data)}</p>}
      {data?.current && (
        <Movements label="Tax data" heads={['Form', 'Name', 'Number', 'Address', 'Given', 'By', 'In use']}>
          {[data.current, ...data.past].map((each) => (
            <tr key={each.id}>
              <td>{formText(each)}</td>
              <td>
                {each.name}
                {each.businessName && `, ${each.businessName}`}
              </td>
              <td>{each.tinKind && each.lastFour ? maskedTin(each.tinKind, each.lastFour) : ''}</td>
              <td className="mut">{addressText(each)}</td>
              <td className="mut">{workTime(each.givenAt)}</td>
              <td className="mut">{each.givenAs === 'finance' ? each.givenBy : 'The consignor'}</td>
              <td>{each.endedAt ? `Until ${workTime(each.endedAt)}` : 'Now'}</td>
            </tr>
          ))}
        </Movements>
      )}
      <p>
        <button type="button" className="btn" onClick={enter}>
          {data?.current ? 'Enter other tax data…' : 'Enter tax data…'}
        </button>
      </p>
    </section>
  );
}

function standingText({ current, missing, limit }: TaxData): string {
  const waits =
    limit === null
      ? 'Payouts don’t wait for it.'
      : limit === 0
        ? 'Payouts wait for it.'
        : `Payouts wait once ${amountOf(limit)} was paid in a year.`;
  if (missing === 'taxMissing')
    return `None is given yet: by the consignor under “Your money”, or by you. ${waits}`;
  if (missing) return `${taxHoldNames[missing]}. ${waits}`;
  return current?.isSubject
    ? 'Complete. The consignor says that the IRS told of backup withholding.'
    : 'Complete.';
}

function formText({ kind, classification, exemptCode, validUntil }: Taxpayer): string {
  if (kind === 'foreign') return 'Says: not a US person';
  if (kind === 'w8') return `W-8, valid until the end of ${validUntil?.slice(0, 4) ?? ''}`;
  const what = classification ? classificationNames[classification] : '';
  return `W-9, ${what}${exemptCode ? `, exempt payee code ${exemptCode}` : ''}`;
}

const addressText = ({ street, city, region, postalCode, country }: Taxpayer): string =>
  [street, [city, region, postalCode].filter(Boolean).join(' '), country].filter(Boolean).join(', ');
