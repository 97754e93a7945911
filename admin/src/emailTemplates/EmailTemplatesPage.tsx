import {
  audienceNames,
  type EmailTemplateList,
  type EmailTemplateRow,
} from '@holdfast/shared/emailTemplates';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { call } from '../dataProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { type Column, RuledTable } from '../ui/RuledList.tsx';
import { SearchFilter } from '../ui/SearchFilter.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { Views } from '../ui/Views.tsx';

type Row = EmailTemplateRow & { id: string };

/** Which emails a tab shows. */
const views: Record<string, (row: EmailTemplateRow) => boolean> = {
  '': () => true,
  edited: ({ isEdited }) => isEdited,
  draft: ({ draft }) => draft !== null,
  failed: ({ failed }) => failed > 0,
};
const viewNames: Record<string, string> = {
  '': 'All',
  edited: 'Edited',
  draft: 'With a draft',
  failed: 'Failing',
};

/** Every email that the marketplace sends, and whose text somebody edited. */
export function EmailTemplatesPage() {
  useCrumbs('Administration', 'Emails');
  const [address, setAddress] = useSearchParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['emailTemplates'],
    queryFn: () => call<EmailTemplateList>('/admin/email-templates'),
  });
  const [asked, words] = [address.get('view') ?? '', address.get('q') ?? ''];
  const view = Object.hasOwn(views, asked) ? asked : '';
  const found = (data?.data ?? []).filter((row) => matches(row, words));
  return (
    <div className="col scrolls">
      <PageHead
        title="Emails"
        facts="Every email that is sent, with its text. What you publish is sent from the next email on."
      />
      <Views
        label="Which emails"
        param="view"
        chosen={view}
        views={Object.entries(viewNames).map(([value, name]) => ({
          value,
          name,
          ...(data ? { count: found.filter((row) => views[value]?.(row)).length } : {}),
        }))}
      />
      <div className="chips">
        <SearchFilter
          label="Filter by name, subject or when it is sent"
          value={words}
          onChange={(q) => {
            const next = new URLSearchParams(address);
            if (q) next.set('q', q);
            else next.delete('q');
            setAddress(next, { replace: true });
          }}
        />
      </div>
      <div className="body">
        {error && !data ? (
          <ErrorMessage what="The emails couldn’t be loaded." error={error} retry={() => void refetch()} />
        ) : !data ? (
          <Reading what="the emails" />
        ) : (
          <Rows rows={found.filter((row) => views[view]?.(row))} isFiltered={view !== '' || words !== ''} />
        )}
      </div>
    </div>
  );
}

/** Each word stands somewhere in what the row says. */
function matches({ key, name, to, when, subject }: EmailTemplateRow, words: string): boolean {
  const says = `${key} ${name} ${audienceNames[to]} ${when} ${subject}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => says.includes(word));
}

function Rows({ rows, isFiltered }: { rows: readonly EmailTemplateRow[]; isFiltered: boolean }) {
  if (rows.length === 0)
    return <Empty because={isFiltered ? 'No email is like that.' : 'The marketplace sends no emails.'} />;
  return (
    <RuledTable<Row>
      label="Emails"
      rows={rows.map((row) => ({ ...row, id: row.key }))}
      columns={columns}
      to={({ key }) => `/email-templates/${key}`}
    />
  );
}

const columns: readonly Column<Row>[] = [
  { head: 'Email', cell: ({ name }) => name, wraps: true },
  { head: 'To', cell: ({ to }) => audienceNames[to] },
  { head: 'Sent when', cell: ({ when }) => when, wraps: true, wideOnly: true },
  { head: 'Text', cell: (row) => <TextMark row={row} /> },
  {
    head: 'Published',
    cell: ({ edited }) => (edited ? `${workTime(edited.at)}, ${edited.by ?? 'somebody'}` : ''),
    wideOnly: true,
  },
];

/** Whose words it has: the product's own, somebody's, or somebody's that fail. */
export function TextMark({
  row: { isEdited, draft, failed },
  loud,
}: {
  row: EmailTemplateRow;
  loud?: boolean;
}) {
  const also = draft ? ', draft' : '';
  if (failed > 0)
    return (
      <Mark shape="triangle" tone="danger" loud={loud}>
        Fails, {countOf(failed)} {failed === 1 ? 'email' : 'emails'} with the default{also}
      </Mark>
    );
  return isEdited ? (
    <Mark shape="tick" tone="success" loud={loud}>
      Edited{also}
    </Mark>
  ) : (
    <Mark
      shape={draft ? 'waiting' : 'ring'}
      tone={draft ? 'info' : 'neutral'}
      quiet={!draft && !loud}
      loud={loud}
    >
      Default{also}
    </Mark>
  );
}
