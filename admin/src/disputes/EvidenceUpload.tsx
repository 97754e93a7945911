/** Support's own files in the evidence: chosen for what they show, added, and removed until it is submitted. */
import {
  type DisputeShown,
  type EvidenceFile,
  evidenceFiles,
  evidenceMediaTypes,
  evidenceNames,
  mostEvidenceBytes,
} from '@holdfast/shared/disputes';
import { type ChangeEvent, useId, useState } from 'react';
import { call } from '../dataProvider/index.ts';
import { sizeOf, useFileAction } from '../ui/fileActions.ts';

/** In the millions of bytes that Stripe counts in. */
const inMb = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

type Pack = NonNullable<DisputeShown['pack']>;

/** A row for each file that goes, and the upload below them. */
export function EvidenceFiles({ id, pack, mayEdit }: { id: string; pack: Pack; mayEdit: boolean }) {
  const { run, isBusy, problem } = useFileAction();
  return (
    <>
      {pack.files.map(({ field, name, bytes, isOwn, isAtStripe }) => (
        <div key={field}>
          <dt>{evidenceNames[field]}</dt>
          <dd>
            <a href={`/api/admin/disputes/${id}/files/${field}`} target="_blank" rel="noreferrer">
              {name}
            </a>{' '}
            <span className="mut">
              {sizeOf(bytes)}
              {isOwn && ', added by support'}
              {isAtStripe ? ', at Stripe' : ', goes to Stripe within a minute'}
            </span>
            {isOwn && mayEdit && (
              <button
                type="button"
                className="btn t"
                disabled={isBusy}
                onClick={() => run(() => call(`/admin/disputes/${id}/files/${field}`, { method: 'DELETE' }))}
              >
                Remove
              </button>
            )}
          </dd>
        </div>
      ))}
      {mayEdit && (
        <div>
          <dt>Add a file</dt>
          <dd>
            {problem !== null && (
              <p className="note danger" role="alert">
                {problem}
              </p>
            )}
            <Upload id={id} pack={pack} isBusy={isBusy} run={run} />
          </dd>
        </div>
      )}
    </>
  );
}

function Upload({
  id,
  pack,
  isBusy,
  run,
}: {
  id: string;
  pack: Pack;
  isBusy: boolean;
  run: (work: () => Promise<unknown>) => Promise<void>;
}) {
  const label = useId();
  const [field, setField] = useState<EvidenceFile>('uncategorized_file');
  const replaced = pack.files.find((file) => file.field === field && !file.isOwn);
  const left = mostEvidenceBytes - pack.files.reduce((sum, { bytes }) => sum + bytes, 0);
  function upload({ target: input }: ChangeEvent<HTMLInputElement>) {
    const [file] = input.files ?? [];
    if (!file) return;
    const query = new URLSearchParams({ field, name: file.name.slice(-120) });
    void run(() => call(`/admin/disputes/${id}/files?${query}`, { method: 'POST', file }));
    input.value = '';
  }
  return (
    <span className="evidence-upload">
      <label htmlFor={label}>It shows</label>
      <select id={label} value={field} onChange={(event) => setField(event.target.value as EvidenceFile)}>
        {evidenceFiles.map((each) => (
          <option key={each} value={each}>
            {evidenceNames[each]}
          </option>
        ))}
      </select>
      <input
        type="file"
        aria-label="PDF, PNG or JPEG"
        accept={evidenceMediaTypes.join(',')}
        disabled={isBusy}
        onChange={upload}
      />
      <span className="mut">
        PDF, PNG or JPEG. Stripe takes {inMb(mostEvidenceBytes)} in all, so {inMb(Math.max(0, left))} are
        left.
        {replaced && ` It goes in place of ${replaced.name}.`}
      </span>
    </span>
  );
}
