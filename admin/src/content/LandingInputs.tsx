/** What is above and around the landing page's sections, and what fans read of buying. */
import { type SiteContent, sectionNames } from '@holdfast/shared/content';
import { InputHelperText, useInput } from 'react-admin';
import { LinkInputs, PictureInput, PointInputs, Words } from './inputs.tsx';

export const LandingInputs = () => (
  <>
    <section className="sec">
      <h2>Head</h2>
      <div className="form-grid">
        <Words source="hero.headline" label="Headline" rows={2} help="One or two lines." />
        <Words source="hero.sentence" label="Sentence below it" rows={2} />
        <PictureInput source="hero.pictureId" />
      </div>
      <LinkInputs source="hero.links" title="Links after “Try”" />
    </section>
    <section className="sec">
      <h2>
        Sections <small>in their order; one that has nothing to show is left out by itself</small>
      </h2>
      <SectionsInput />
    </section>
    <section className="sec">
      <h2>How buying works, guarantee, teams</h2>
      <div className="form-grid">
        <Words className="f4" source="how.heading" label="Heading of how buying works" />
        <Words className="f4" source="guarantee.heading" label="Heading of the guarantee" />
        <Words className="f4" source="teams.heading" label="Heading of the teams" />
      </div>
      <PointInputs source="how.steps" title="How buying works" noun="step" />
      <PointInputs source="guarantee.points" title="Guarantee" noun="promise" />
    </section>
    <section className="sec">
      <h2>
        Search engines <small>and where the page is shared</small>
      </h2>
      <div className="form-grid">
        <Words className="f6" source="search.title" label="Title, before the marketplace’s name" />
        <Words className="f12" source="search.description" label="Description" rows={2} />
      </div>
    </section>
  </>
);

type Sections = SiteContent['sections'];

/** Which sections are shown, and in which order. */
function SectionsInput() {
  const { field, fieldState } = useInput({ source: 'sections', defaultValue: [] });
  const sections = field.value as Sections;
  const move = (from: number, to: number) => {
    const moved = [...sections];
    moved.splice(to, 0, ...moved.splice(from, 1));
    field.onChange(moved);
  };
  const show = (at: number, isShown: boolean) =>
    field.onChange(sections.map((section, i) => (i === at ? { ...section, isShown } : section)));
  return (
    <>
      <ol className="content-sections">
        {sections.map(({ id, isShown }, at) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={isShown} onChange={({ target }) => show(at, target.checked)} />{' '}
              {sectionNames[id]}
            </label>
            <button type="button" className="btn t" disabled={at === 0} onClick={() => move(at, at - 1)}>
              Up<span className="sr">: {sectionNames[id]}</span>
            </button>
            <button
              type="button"
              className="btn t"
              disabled={at === sections.length - 1}
              onClick={() => move(at, at + 1)}
            >
              Down<span className="sr">: {sectionNames[id]}</span>
            </button>
          </li>
        ))}
      </ol>
      {fieldState.error?.message && <InputHelperText error={fieldState.error.message} helperText={false} />}
    </>
  );
}
