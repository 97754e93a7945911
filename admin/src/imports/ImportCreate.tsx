import type { EventSummary } from '@holdfast/shared/catalog';
import { type Consignor, type ImportFile, largestImportBytes } from '@holdfast/shared/consignment';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ComboField } from '../ui/ComboField.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { OfficeForm, useFormError } from '../ui/OfficeForm.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { startOf } from '../ui/time.ts';

const largestMegabytes = largestImportBytes / 1024 / 1024;

/** Upload a broker's file: it goes to the house as it is, and its dry run changes nothing. */
export function ImportCreate() {
  useCrumbs('Consignment', 'Imports', 'Upload a file');
  const navigate = useNavigate();
  const [file, setFile] = useState<File | null>(null);
  return (
    <>
      <PageHead
        title="Upload a file"
        facts="Every row is looked at first. Nothing is saved until you apply it."
      />
      <div className="body form">
        <OfficeForm<ImportFile>
          resource="imports"
          defaults={{ consignorId: null, eventId: null }}
          bodyOf={({ consignorId, eventId }) => ({
            consignorId,
            ...(eventId ? { eventId } : {}),
            fileName: file?.name ?? '',
            // An empty one is refused in the house's own words.
            file: file ?? new Blob(),
          })}
          // The bytes aren't compared, so another file of the same name has a key of its own by these.
          keyOf={() => `${file?.size} ${file?.lastModified}`}
          submit="Look at every row"
          onDone={(made) => navigate(`/imports/${made.id}/show`)}
        >
          <div className="form-grid">
            <ComboField<Consignor>
              source="consignorId"
              label="Consignor"
              resource="consignors"
              sort="name"
              nameOf={(record) => record.name}
              aside={(record) => record.plan}
              span={6}
            />
            <FileField file={file} onChange={setFile} />
            <ComboField<EventSummary>
              source="eventId"
              label="Game of the rows that name none"
              resource="events"
              sort="startsAt"
              nameOf={(record) => record.name}
              aside={(record) => startOf(record)}
              hint="Only for lists of seats without games. Leave it empty otherwise."
              span={6}
            />
          </div>
        </OfficeForm>
      </div>
    </>
  );
}

function FileField({ file, onChange }: { file: File | null; onChange: (file: File | null) => void }) {
  const contentError = useFormError('content');
  const nameError = useFormError('fileName');
  const error = contentError ?? (nameError ? 'Choose a file.' : undefined);
  return (
    <div className={error ? 'fld f6 bad' : 'fld f6'}>
      <label htmlFor="import-file">File, CSV or XLSX as your broker’s system writes it</label>
      <div className="ctl">
        <input
          id="import-file"
          type="file"
          accept=".csv,.tsv,.txt,.xlsx,text/csv"
          aria-describedby="import-file-hint"
          onChange={(event) => onChange(event.target.files?.[0] ?? null)}
        />
      </div>
      {error ? (
        <div className="err" role="alert">
          {error}
        </div>
      ) : (
        <div className="hint" id="import-file-hint">
          {file ? sizeOf(file.size) : `At most ${largestMegabytes} MB`}
        </div>
      )}
    </div>
  );
}

function sizeOf(bytes: number): string {
  if (bytes > largestImportBytes) return `Too large: at most ${largestMegabytes} MB. Split it into several.`;
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
