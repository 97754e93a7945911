import type { EventSummary } from '@holdfast/shared/catalog';
import type { Consignor } from '@holdfast/shared/consignors';
import { type ImportFile, largestImportBytes } from '@holdfast/shared/imports';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { AdminForm, useFormError } from '../ui/AdminForm.tsx';
import { ComboField } from '../ui/ComboField.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { startOf } from '../ui/time.ts';

const largestMegabytes = largestImportBytes / 1024 / 1024;

/** Uploads a broker file unchanged; its dry run writes no listing. */
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
        <AdminForm<ImportFile>
          resource="imports"
          defaults={{ consignorId: null, eventId: null }}
          bodyOf={({ consignorId, eventId }) => ({
            consignorId,
            ...(eventId ? { eventId } : {}),
            fileName: file?.name ?? '',
            // The server refuses an empty file with its own message.
            file: file ?? new Blob(),
          })}
          // Name, size and date stand for the bytes in the key, so that another file of the same name gets another key.
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
        </AdminForm>
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
