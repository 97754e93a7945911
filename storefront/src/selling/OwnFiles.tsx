import { largestDeliveryFileBytes, type OwnDelivery } from '@holdfast/shared/deliveries';
import { type ChangeEvent, useId, useState } from 'react';
import { api, ownDeliveryFilePath } from '../api/api.ts';
import { failureText } from '../ui/useSubmission.ts';

const takesFiles: ReadonlySet<string> = new Set(['waiting', 'due', 'overdue', 'refused', 'failed']);

/** What the choice says of the file. */
function aboutOf(target: string): Record<string, string> {
  if (target === 'proof') return { isProof: 'true' };
  if (target === 'split') return { split: 'true' };
  return target === 'all' ? {} : { ticketId: target };
}

/** Tickets and pictures of confirmations that the consignor adds before they say that the tickets are sent. */
export function OwnFiles({ delivery }: { delivery: OwnDelivery }) {
  const { id, files, tickets, way, state } = delivery;
  const field = useId();
  const [shown, setShown] = useState(files);
  const [target, setTarget] = useState(
    way === 'file' ? (tickets.length > 1 ? 'split' : (tickets[0]?.id ?? 'all')) : 'proof',
  );
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (!takesFiles.has(state)) return null;
  async function run(work: () => Promise<OwnDelivery>): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      setShown((await work()).files);
    } catch (error) {
      setProblem(failureText(error) ?? 'This file can’t be used. Choose another one.');
    }
    setBusy(false);
  }
  function upload({ target: input }: ChangeEvent<HTMLInputElement>) {
    const [file] = input.files ?? [];
    if (!file) return;
    void run(() => api.uploadOwnFile(id, file, aboutOf(target)));
    input.value = '';
  }
  const labelOf = (ticketId: string | null) =>
    ticketId === null ? 'all tickets' : (tickets.find((each) => each.id === ticketId)?.label ?? 'one ticket');
  return (
    <div className="own-files">
      {shown.length > 0 && (
        <ul>
          {shown.map((file) => (
            <li key={file.id}>
              <a href={ownDeliveryFilePath(id, file.id)} download>
                {file.name}
              </a>{' '}
              <span className="muted small">
                {file.isProof ? 'proof, for our team' : labelOf(file.ticketId)}
              </span>{' '}
              <button
                type="button"
                className="link"
                disabled={isBusy}
                onClick={() => run(() => api.removeOwnFile(id, file.id))}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
      {problem !== null && (
        <p className="msg" role="alert">
          {problem}
        </p>
      )}
      <p>
        <label htmlFor={`${field}-for`}>Add a file for</label>{' '}
        <select
          id={`${field}-for`}
          className="input"
          value={target}
          onChange={(event) => setTarget(event.target.value)}
        >
          {tickets.map(({ id: ticketId, label }) => (
            <option key={ticketId} value={ticketId}>
              {label}
            </option>
          ))}
          {tickets.length > 1 && <option value="split">each ticket: a PDF with a page for each</option>}
          <option value="all">all tickets together</option>
          <option value="proof">the proof, for our team</option>
        </select>
      </p>
      <p>
        <input
          type="file"
          aria-label="PDF, PNG or JPEG"
          accept="application/pdf,image/png,image/jpeg"
          disabled={isBusy}
          onChange={upload}
        />{' '}
        <span className="muted small">
          PDF, PNG or JPEG, at most {largestDeliveryFileBytes / 1024 / 1024} MB
        </span>
      </p>
    </div>
  );
}
