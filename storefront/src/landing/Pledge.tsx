interface Points {
  heading: string;
  points: ReadonlyArray<{ title: string; text: string }>;
}

/** What can be counted on, a line for each promise. */
export function Pledge({ heading, points }: Points) {
  return (
    <div className="wrap pledge">
      <h2>{heading}</h2>
      <dl>
        {points.map(({ title, text }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** What holds for every sale. */
export const Guarantee = (guarantee: Points) => (
  <section className="section section-next" id="promise">
    <Pledge {...guarantee} />
  </section>
);
