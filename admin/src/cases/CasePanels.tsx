import { type CaseShown, caseAnswer, caseClose, caseComment, caseSnooze } from '@holdfast/shared/cases';
import { useState } from 'react';
import { SelectInput, TextInput, useNotify } from 'react-admin';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { workTime } from '../ui/time.ts';
import { restChoices } from './rests.ts';

interface PanelProps {
  record: CaseShown;
  close: () => void;
}

/** Lets it rest until a moment. */
export function SnoozePanel({ record, close }: PanelProps) {
  const notify = useNotify();
  const [choices] = useState(() => restChoices(new Date()));
  return (
    <LeavablePanel
      title="Let it rest"
      about="It leaves the queue until then, and comes back by itself. It comes back sooner when it happens again, and is closed when its cause is gone."
      leave="Not now"
      onLeave={close}
    >
      <UpdateForm<CaseShown>
        resource="caseSnoozes"
        id={record.id}
        schema={caseSnooze}
        bodyOf={({ until }) => ({ until, version: record.version })}
        defaultValues={unchosen}
        submit="Let it rest"
        onDone={({ snoozedUntil }) => {
          notify(`It rests until ${workTime(snoozedUntil ?? '')}.`, { type: 'success' });
          close();
        }}
      >
        <div className="form-grid stacked">
          <SelectInput
            source="until"
            label="Until"
            choices={choices.map(({ until, name }) => ({ id: until, name }))}
            helperText={false}
          />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}

/** Closes it, though its cause may be there. */
export function ClosePanel({ record, close }: PanelProps) {
  return (
    <ReasonPanel
      title="Close it"
      about={
        record.isPresent && record.kind !== 'message'
          ? 'Its cause is still there. It waits no more, and opens again when the same happens once more.'
          : 'It waits no more.'
      }
      leave="Keep it open"
      close={close}
      resource="caseCloses"
      id={record.id}
      schema={caseClose}
      bodyOf={({ reason }) => ({ reason, version: record.version })}
      submit="Close"
      done="It is closed."
    />
  );
}
const unchosen = { until: null };

/** Answers the fan by email. */
export function AnswerPanel({ record, close }: PanelProps) {
  const notify = useNotify();
  return (
    <LeavablePanel
      title="Answer the fan"
      about={`An email to ${record.contact?.email}, under the marketplace’s name. They answer by its link, which opens this case again.`}
      leave="Not now"
      onLeave={close}
    >
      <UpdateForm<CaseShown>
        resource="caseAnswers"
        id={record.id}
        schema={caseAnswer}
        defaultValues={noText}
        submit="Send the answer"
        onDone={() => {
          notify('Your answer is on its way.', { type: 'success' });
          close();
        }}
      >
        <div className="form-grid stacked">
          <TextInput source="text" label="Answer" multiline minRows={8} helperText={false} />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}

/** Writes what colleagues should know. */
export function CommentForm({ record }: { record: CaseShown }) {
  const [written, setWritten] = useState(0);
  return (
    <section className="sec case-comment">
      <h2>
        Comment <small>colleagues read it, fans don’t</small>
      </h2>
      <UpdateForm<CaseShown>
        key={written}
        resource="caseComments"
        id={record.id}
        schema={caseComment}
        defaultValues={noText}
        submit="Add the comment"
        onDone={() => setWritten(written + 1)}
      >
        <div className="form-grid stacked">
          <TextInput source="text" label="Comment" multiline minRows={2} helperText={false} />
        </div>
      </UpdateForm>
    </section>
  );
}
const noText = { text: '' };
