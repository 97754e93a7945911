import type { ImportFile } from '@holdfast/shared/imports';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { OwnerLine } from '../owners/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { ResourceListGrid } from '../ui/grid/ResourceListGrid.tsx';
import { useNarrow } from '../ui/useIsNarrow.ts';
import { Views } from '../ui/Views.tsx';
import { busyStates, mayBeCorrected, type ShownRow } from './actions.ts';
import { importColumns } from './columns.tsx';
import { ImportHead } from './ImportHead.tsx';
import { ImportPanel } from './ImportPanel.tsx';
import { ImportTally } from './ImportTally.tsx';
import { viewsOf } from './importViews.ts';
import { MapColumns } from './MapColumns.tsx';
import { type ImportPage, useImportPage } from './useImportPage.ts';
import './imports.css';

const refreshMs = (file: ImportFile | undefined) => (file && busyStates.includes(file.state) ? 1000 : 15_000);

/** One import: what each row would do and why, decisions, apply, undo. */
export function ImportShow() {
  return (
    <DeskShow<ImportFile> what="the import" refreshMs={refreshMs}>
      {(file, refetch) => <Page file={file} refetch={refetch} />}
    </DeskShow>
  );
}

function Page({ file, refetch }: { file: ImportFile; refetch: () => Promise<unknown> }) {
  useCrumbs('Consignment', 'Imports', file.fileName);
  const page = useImportPage(file, refetch);
  const { row, undoing } = page;
  const isCorrecting = row !== null && page.correcting === row.line && mayBeCorrected(file, row);
  return (
    <div className={row || undoing ? 'two' : 'two alone'}>
      <div className="col">
        <ImportHead page={page} />
        {page.isMapping ? (
          <MapColumns
            file={file}
            busy={page.busy}
            save={page.saveMapping}
            cancel={file.state === 'toMap' ? null : () => page.setChangesReading(false)}
          />
        ) : file.state === 'failed' ? (
          <Empty because={file.failure ?? 'It failed, and nothing more is known.'}>
            <Link className="btn" to="/imports/create">
              Upload another file
            </Link>
          </Empty>
        ) : (
          <Rows page={page} />
        )}
      </div>
      <ImportPanel page={page} isCorrecting={isCorrecting} />
    </div>
  );
}

function Rows({ page }: { page: ImportPage }) {
  const { file, grid, filter, follow, busy, act } = page;
  const narrow = useNarrow(1360);
  const columns = useMemo(() => importColumns(narrow), [narrow]);
  return (
    <>
      <ImportTally file={file} />
      {file.state === 'checked' && file.counts.waits > 0 && (
        <div className="import-owner">
          <OwnerLine
            owner={file.owner}
            busy={busy}
            assign={(owner) => act({ action: 'owner', body: { ownerId: owner?.id ?? null } })}
          />
        </div>
      )}
      <Views param="action" label="Rows by outcome" chosen={page.view} views={viewsOf(file)}>
        <span>
          In the order of the file
          {file.state === 'checked' &&
            file.checkedInMs !== null &&
            `, checked in ${(file.checkedInMs / 1000).toFixed(1)} s`}
        </span>
      </Views>
      <ResourceListGrid<ShownRow>
        ref={grid}
        label="Rows of the file"
        resource="importRows"
        filter={filter}
        ignored={page.ignored}
        sort={{ field: 'line', order: 'asc' }}
        columns={columns}
        onCursor={follow}
        empty={<Empty because="No row of this kind." />}
      />
    </>
  );
}
