import { type DeliveryDetail, largestDeliveryFileBytes } from '@holdfast/shared/deliveries';
import { type ChangeEvent, useId, useState } from 'react';
import { call } from '../dataProvider/index.ts';
import { sizeOf, useFileAction } from '../ui/fileActions.ts';

const takesFiles: ReadonlySet<string> = new Set(['waiting', 'due', 'overdue', 'refused', 'failed']);
/** Tickets and proofs as files: looked at, added and removed until the delivery is sent. */
export function DeliveryFiles({ record, mayAct }: { record: DeliveryDetail; mayAct: boolean }) {
  const { id, files, tickets, state, way } = record;
  const open = mayAct && takesFiles.has(state);
  const { run, isBusy, problem } = useFileAction();
  const labelOf = (ticketId: string | null) =>
    ticketId === null ? 'All tickets' : (tickets.find((each) => each.id === ticketId)?.label ?? 'One ticket');
  return (
    <section className="sec">
      <h2>Files</h2>
      {files.length === 0 && (
        <p className="mut">{way === 'file' ? 'No ticket was uploaded yet.' : 'No proof was uploaded.'}</p>
      )}
      <ul className="delivery-files">
        {files.map((file) => (
          <li key={file.id}>
            <a href={`/api/admin/deliveries/${id}/files/${file.id}`} download>
              {file.name}
            </a>
            <span className="mut">
              {file.isProof ? 'Proof, for staff' : labelOf(file.ticketId)}, {sizeOf(file.bytes)}
            </span>
            {open && (
              <button
                type="button"
                className="btn t"
                disabled={isBusy}
                onClick={() =>
                  run(() => call(`/admin/deliveries/${id}/files/${file.id}`, { method: 'DELETE' }))
                }
              >
                Remove
              </button>
            )}
          </li>
        ))}
      </ul>
      {problem !== null && (
        <p className="note danger" role="alert">
          {problem}
        </p>
      )}
      {open && <Upload record={record} isBusy={isBusy} run={run} />}
    </section>
  );
}

/** What the choice says of the file. */
function aboutOf(target: string): Record<string, string> {
  if (target === 'proof') return { isProof: 'true' };
  if (target === 'split') return { split: 'true' };
  return target === 'all' ? {} : { ticketId: target };
}

function Upload({
  record: { id, tickets, way },
  isBusy,
  run,
}: {
  record: DeliveryDetail;
  isBusy: boolean;
  run: (work: () => Promise<unknown>) => Promise<void>;
}) {
  const field = useId();
  const [target, setTarget] = useState(
    way === 'file' ? (tickets.length > 1 ? 'split' : (tickets[0]?.id ?? 'all')) : 'proof',
  );
  function upload({ target: input }: ChangeEvent<HTMLInputElement>) {
    const [file] = input.files ?? [];
    if (!file) return;
    const query = new URLSearchParams({
      name: file.name.slice(-120),
      ...aboutOf(target),
    });
    void run(() => call(`/admin/deliveries/${id}/files?${query}`, { method: 'POST', file }));
    input.value = '';
  }
  return (
    <p className="delivery-upload">
      <label htmlFor={`${field}-for`}>Add a file for</label>
      <select id={`${field}-for`} value={target} onChange={(event) => setTarget(event.target.value)}>
        {tickets.map(({ id: ticketId, label }) => (
          <option key={ticketId} value={ticketId}>
            {label}
          </option>
        ))}
        {tickets.length > 1 && <option value="split">each ticket: a PDF with a page for each</option>}
        <option value="all">all tickets together</option>
        <option value="proof">the proof, for staff alone</option>
      </select>
      <input
        type="file"
        aria-label="PDF, PNG or JPEG"
        accept="application/pdf,image/png,image/jpeg"
        disabled={isBusy}
        onChange={upload}
      />
      <span className="mut">PDF, PNG or JPEG, at most {largestDeliveryFileBytes / 1024 / 1024} MB</span>
    </p>
  );
}
