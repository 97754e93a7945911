import type { EventSummary } from '@holdfast/shared/catalog';
import { idOf } from '@holdfast/shared/http';
import type { ImportFile } from '@holdfast/shared/imports';
import { CreateBase } from 'react-admin';
import { z } from 'zod';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskForm } from '../ui/forms/DeskForm.tsx';
import { RecordInput } from '../ui/forms/RecordInput.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { startOf } from '../ui/time.ts';
import { UploadInput } from './UploadInput.tsx';

/** What an upload needs before it is sent; the server looks at the file itself. */
const upload = z.object({
  consignorId: idOf('consignor'),
  file: z.instanceof(File, { error: 'Choose a file.' }),
});

/** The file's name, size and date stand for its bytes in the key, so that another file of the same name gets another key. */
const bodyOf = ({ consignorId, eventId, file }: Record<string, unknown>) => ({
  consignorId,
  ...(eventId ? { eventId } : {}),
  ...(file instanceof File ? { fileName: file.name, file } : {}),
});
const fieldOf = (field: string) => (field === 'content' || field === 'fileName' ? 'file' : field);

/** Uploads a broker file unchanged; its dry run writes no listing. */
export function ImportCreate() {
  useCrumbs('Consignment', 'Imports', 'Upload a file');
  return (
    <CreateBase<ImportFile> redirect="show">
      <PageHead
        title="Upload a file"
        facts="Every row is checked first. Nothing is saved until you apply it."
      />
      <div className="body form">
        <DeskForm
          schema={upload}
          defaultValues={{ consignorId: null, eventId: null, file: null }}
          bodyOf={bodyOf}
          fieldOf={fieldOf}
          submit="Check every row"
        >
          <div className="form-grid">
            <RecordInput
              className="f6"
              source="consignorId"
              label="Consignor"
              reference="consignors"
              sort="name"
            />
            <UploadInput className="f6" source="file" />
            <RecordInput<EventSummary>
              className="f6"
              source="eventId"
              label="Game of the rows that name none"
              reference="events"
              sort="startsAt"
              nameOf={(event) => `${event.name}, ${startOf(event)}`}
              helperText="Only for lists of seats without games. Leave it empty otherwise."
            />
          </div>
        </DeskForm>
      </div>
    </CreateBase>
  );
}
