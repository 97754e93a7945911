/** A consignor's bank data as finance sees it: the last four characters, what was before, and entering other data. */
import {
  type BankAccount,
  type BankData,
  bankAccountKindNames,
  type bankGivers,
} from '@holdfast/shared/bankAccounts';
import { useQuery } from '@tanstack/react-query';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { Movements } from '../ui/Movements.tsx';
import { workTime } from '../ui/time.ts';

/** The bank data of a consignor. */
export const useBankData = (consignorId: string) =>
  useQuery({
    queryKey: ['bank-data', consignorId],
    queryFn: () => call<BankData>(`/admin/consignors/${consignorId}/bank-data`),
    refetchOnWindowFocus: false,
  });

const givers: Record<(typeof bankGivers)[number], string> = {
  consignor: 'The consignor',
  finance: 'Finance',
  bank: 'The bank, as a correction',
};

export function BankDataSection({ consignorId, enter }: { consignorId: string; enter: () => void }) {
  const { data, error, refetch } = useBankData(consignorId);
  return (
    <section className="sec">
      <h2>
        Bank data <small>the last four characters; the rest is sealed</small>
      </h2>
      {error && (
        <ErrorMessage what="The bank data couldn’t be loaded." error={error} retry={() => refetch()} />
      )}
      {data && data.current === null && (
        <p className="mut">None is given yet: by the consignor under “Your money”, or by you.</p>
      )}
      {data?.current && (
        <Movements label="Bank data" heads={['Account', 'Holder', 'Given', 'By', 'Used']}>
          {[data.current, ...data.past].map((account) => (
            <tr key={account.id}>
              <td>
                {bankAccountKindNames[account.kind]} …{account.lastFour}
              </td>
              <td>{account.holder}</td>
              <td className="mut">{workTime(account.givenAt)}</td>
              <td className="mut">
                {givers[account.givenAs]}
                {account.givenAs === 'finance' && `, ${account.givenBy}`}
              </td>
              <td>{usedText(account)}</td>
            </tr>
          ))}
        </Movements>
      )}
      {data && data.kinds.length === 0 ? (
        <p className="mut">No bank file pays in this marketplace’s currency: payouts are made by hand.</p>
      ) : (
        <p>
          <button type="button" className="btn" onClick={enter}>
            {data?.current ? 'Enter other bank data…' : 'Enter bank data…'}
          </button>
        </p>
      )}
    </section>
  );
}

function usedText({ endedAt, usableFrom }: BankAccount): string {
  if (endedAt) return `Until ${workTime(endedAt)}`;
  return Date.parse(usableFrom) > Date.now() ? `From ${workTime(usableFrom)} on` : 'Now';
}
