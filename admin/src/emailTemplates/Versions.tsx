import type { EmailTemplateDetail, EmailVersion } from '@holdfast/shared/emailTemplates';
import { type Column, RuledTable } from '../ui/RuledList.tsx';
import { workTime } from '../ui/time.ts';

type Row = EmailVersion & { id: number; isNow: boolean };

/** What was published, newest first, down to the default. @param open shows what one of them changes */
export function Versions({ email, open }: { email: EmailTemplateDetail; open: (version: number) => void }) {
  const rows = email.versions.map((each) => ({
    ...each,
    id: each.version,
    isNow: each.version === email.version,
  }));
  return (
    <section className="sec">
      <h2>
        Published{' '}
        <small>
          {rows.length === 0 ? 'Nobody edited this email yet: its default is sent.' : 'newest first'}
        </small>
      </h2>
      {rows.length > 0 && <RuledTable<Row> label="Published texts" rows={rows} columns={columnsFor(open)} />}
      {email.isEdited && (
        <p>
          <button type="button" className="btn" onClick={() => open(0)}>
            Back to the default…
          </button>
        </p>
      )}
    </section>
  );
}

const columnsFor = (open: (version: number) => void): readonly Column<Row>[] => [
  { head: 'Version', cell: ({ version, isNow }) => `${version}${isNow ? ', sent now' : ''}` },
  { head: 'Subject', cell: ({ subject }) => subject, wraps: true },
  {
    head: 'What it is',
    cell: ({ isDefault, restored }) =>
      isDefault ? 'The default' : restored === null ? 'Edited' : `Version ${restored} once more`,
    wideOnly: true,
  },
  { head: 'Published', cell: ({ at, by }) => `${workTime(at)}, ${by ?? 'somebody'}`, wraps: true },
  {
    head: 'Action',
    cell: ({ version }) => (
      <button type="button" className="link" onClick={() => open(version)}>
        What changed…
      </button>
    ),
  },
];
