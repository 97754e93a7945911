import { Link } from 'react-router';
import { plural } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { factsOf } from './actions.ts';
import { reportAddress } from './api.ts';
import { sheetWords, wouldWords } from './rowWords.ts';
import type { ImportPage } from './useImportPage.ts';

/** Title, facts and actions of the file; what a correction or an action came to. */
export function ImportHead({ page }: { page: ImportPage }) {
  const { file, corrected, problem } = page;
  return (
    <>
      <PageHead
        title={file.fileName}
        mark={<StateMark kind="import" state={file.state} loud />}
        facts={factsOf(file)}
      >
        <Actions page={page} />
      </PageHead>
      <Reading page={page} />
      {corrected && file.state === 'checked' && (
        <p className="note success import-effect" role="status">
          Row {corrected.line} is corrected: it {wouldWords[corrected.action]}.
        </p>
      )}
      {problem && (
        <p className="note danger import-effect" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

/** How the file is read, in words, and the sheets that aren't. */
function Reading({ page: { file, isMapping } }: { page: ImportPage }) {
  const { reading } = file;
  if (reading === null || isMapping) return null;
  const others = reading.sheets.filter(({ name }) => name !== reading.sheet);
  const words = [...reading.words, ...(others.length > 0 ? [sheetWords(reading.sheet, others)] : [])];
  if (words.length === 0) return null;
  return <p className="import-effect">{words.join(' ')}</p>;
}

function Actions({
  page: { file, may, act, work, correcting, setUndoing, setChangesReading, isMapping },
}: {
  page: ImportPage;
}) {
  if (isMapping) return null;
  return (
    <>
      {file.counts.read > 0 && (
        <>
          <a className="btn" href={reportAddress(file.id, 'csv')} download>
            Report with reasons, CSV
          </a>
          <a className="btn" href={reportAddress(file.id, 'xlsx')} download>
            XLSX
          </a>
        </>
      )}
      {file.state === 'checked' && (
        <>
          <button
            type="button"
            className="btn"
            disabled={!may('check')}
            onClick={() => setChangesReading(true)}
          >
            Change how it is read <kbd>r</kbd>
          </button>
          <button
            type="button"
            className="btn"
            disabled={!may('check')}
            onClick={() => act({ action: 'check' })}
          >
            Check again <kbd>c</kbd>
          </button>
          <button
            type="button"
            className="btn p"
            disabled={!may('apply')}
            onClick={() => act({ action: 'apply' })}
          >
            Apply {plural(work, 'row')} {correcting === null && <kbd>Ctrl Enter</kbd>}
          </button>
        </>
      )}
      {may('undo') && (
        <button type="button" className="btn" onClick={() => setUndoing(true)}>
          Undo <kbd>z</kbd>
        </button>
      )}
      {file.state === 'done' && (
        <Link className="btn p" to="/to-approve">
          Open the queue
        </Link>
      )}
    </>
  );
}
