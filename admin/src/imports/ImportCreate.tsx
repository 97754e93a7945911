import type { Consignor, ImportFile } from '@holdfast/shared/consignment';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ComboField } from '../ui/ComboField.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { countOf } from '../ui/figures.tsx';
import { OfficeForm, useFormError } from '../ui/OfficeForm.tsx';
import { PageHead } from '../ui/PageHead.tsx';

interface ChosenFile {
  fileName: string;
  content: string;
}

/** Upload a broker's file: it is read here, and its dry run changes nothing. */
export function ImportCreate() {
  useCrumbs('Consignment', 'Imports', 'Upload a file');
  const navigate = useNavigate();
  const [file, setFile] = useState<ChosenFile | null>(null);
  return (
    <>
      <PageHead
        title="Upload a file"
        facts="Every row is looked at first. Nothing is saved until you apply it."
      />
      <div className="body form">
        <OfficeForm<ImportFile>
          resource="imports"
          defaults={{ consignorId: null }}
          bodyOf={(values) => ({ ...values, fileName: file?.fileName ?? '', content: file?.content ?? '' })}
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
          </div>
        </OfficeForm>
      </div>
    </>
  );
}

function FileField({
  file,
  onChange,
}: {
  file: ChosenFile | null;
  onChange: (file: ChosenFile | null) => void;
}) {
  const contentError = useFormError('content');
  const nameError = useFormError('fileName');
  const error = contentError ?? nameError;
  return (
    <div className={error ? 'fld f6 bad' : 'fld f6'}>
      <label htmlFor="import-file">File, CSV as your broker’s system writes it</label>
      <div className="ctl">
        <input
          id="import-file"
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          aria-describedby="import-file-hint"
          onChange={async (event) => {
            const chosen = event.target.files?.[0];
            onChange(chosen ? { fileName: chosen.name, content: await chosen.text() } : null);
          }}
        />
      </div>
      {error ? (
        <div className="err" role="alert">
          {error}
        </div>
      ) : (
        <div className="hint" id="import-file-hint">
          {file ? `${countOf(file.content.split('\n').filter(Boolean).length)} lines` : 'At most 8 MB'}
        </div>
      )}
    </div>
  );
}
