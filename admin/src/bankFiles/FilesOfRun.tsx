import type { BankFile } from '@holdfast/shared/bankFiles';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../dataProvider/index.ts';
import { dayText } from '../ui/dates/dayText.ts';
import { Amount, countOf } from '../ui/figures.tsx';
import { Movements } from '../ui/Movements.tsx';
import { workTime } from '../ui/time.ts';
import { standing } from './fileText.ts';

/** Files that were made of a run. @param counts of its payouts: where they change, the files are read again */
export function FilesOfRun({ runId, counts }: { runId: string; counts: object }) {
  const { data } = useQuery({
    queryKey: ['bank-files-of', runId, counts],
    queryFn: () => call<{ data: BankFile[] }>(`/admin/bank-files?runId=${runId}&perPage=50`),
    placeholderData: (earlier) => earlier,
  });
  if (!data || data.data.length === 0) return null;
  return (
    <section className="sec">
      <h2>Bank files</h2>
      <Movements
        label="Bank files"
        heads={['Made', 'For', { figures: 'Amount' }, { figures: 'Payouts' }, 'What became of it']}
      >
        {data.data.map((file) => (
          <tr key={file.id}>
            <td>
              <Link to={`/bank-files/${file.id}/show`}>{workTime(file.madeAt)}</Link>
            </td>
            <td className="mut">{dayText(file.paysOn)}</td>
            <td className="n">
              <Amount minor={file.amount.amount} />
            </td>
            <td className="n">{countOf(file.lines)}</td>
            <td>{standing(file)}</td>
          </tr>
        ))}
      </Movements>
    </section>
  );
}
