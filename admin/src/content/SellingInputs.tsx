/** What sellers read, and the plans that they are shown. */
import { SelectInput } from 'react-admin';
import { Link } from 'react-router';
import { OfItem, PointInputs, Words } from './inputs.tsx';
import { ListInputs } from './ListInputs.tsx';

export const SellingInputs = ({ plans }: { plans: readonly string[] }) => (
  <>
    <section className="sec">
      <h2>
        Selling <small>on the landing page, and on the page /sell</small>
      </h2>
      <div className="form-grid">
        <Words className="f6" source="selling.heading" label="Heading on the landing page" />
        <Words className="f6" source="selling.pageHeading" label="Heading of the page /sell" />
        <Words className="f6" source="selling.sentence" label="Sentence on the landing page" rows={3} />
        <Words className="f6" source="selling.pageIntro" label="Introduction of the page /sell" rows={3} />
      </div>
      <PointInputs source="selling.steps" title="Steps, on both" noun="step" />
      <div className="form-grid">
        <Words className="f6" source="selling.pointsHeading" label="Heading of what sellers can count on" />
      </div>
      <PointInputs source="selling.points" title="What sellers can count on" noun="promise" />
    </section>
    <section className="sec">
      <h2>
        Plans <small>the chosen ones are shown with what they charge at that moment</small>
      </h2>
      <p className="mut">
        Commission and other components are those of <Link to="/percentages?scope=plan">Percentages</Link> and
        can’t be typed here. Without a plan the section is left out.
      </p>
      <div className="form-grid">
        <Words className="f4" source="plans.heading" label="Heading" />
        <Words className="f8" source="plans.intro" label="Introduction" rows={2} />
      </div>
      <ListInputs source="plans.shown" title="Plans that fans see" noun="plan" item={{ plan: '', text: '' }}>
        {(at) => (
          <>
            <SelectInput
              className="f4"
              source={`${at}.plan`}
              label={<OfItem label="Plan" />}
              choices={plans.map((name) => ({ id: name, name }))}
              helperText={false}
            />
            <Words className="f8" source={`${at}.text`} label="For whom it is" rows={2} />
          </>
        )}
      </ListInputs>
    </section>
  </>
);
