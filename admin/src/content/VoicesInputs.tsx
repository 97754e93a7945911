/** Reviews, and questions with their answers. */
import { DayInput } from '../ui/dates/DateInputs.tsx';
import { OfItem, Words } from './inputs.tsx';
import { ListInputs } from './ListInputs.tsx';

const noReview = { author: '', text: '', source: '', link: '', writtenOn: null };

export const VoicesInputs = () => (
  <>
    <section className="sec">
      <h2>Questions and answers</h2>
      <div className="form-grid">
        <Words className="f6" source="questions.heading" label="Heading" />
      </div>
      <ListInputs
        source="questions.items"
        title="Questions"
        noun="question"
        item={{ question: '', answer: '' }}
      >
        {(at) => (
          <>
            <Words source={`${at}.question`} label="Question" />
            <Words source={`${at}.answer`} label="Answer, in Markdown" rows={3} />
          </>
        )}
      </ListInputs>
    </section>
    <section className="sec">
      <h2>
        Reviews <small>what somebody really wrote; without one the section is left out</small>
      </h2>
      <div className="form-grid">
        <Words className="f6" source="reviews.heading" label="Heading" />
      </div>
      <ListInputs source="reviews.items" title="Reviews" noun="review" item={noReview}>
        {(at) => (
          <>
            <Words className="f4" source={`${at}.author`} label="Who wrote it" />
            <Words className="f4" source={`${at}.source`} label="Where, such as Google or an email" />
            <DayInput className="f4" source={`${at}.writtenOn`} label={<OfItem label="When" />} />
            <Words source={`${at}.text`} label="What they wrote" rows={3} />
            <Words source={`${at}.link`} label="Address of it, or nothing" />
          </>
        )}
      </ListInputs>
    </section>
  </>
);
