/** What is done one after the other. @param level of the headings: one below that of what they stand under */
export function Steps({
  steps,
  level,
}: {
  steps: ReadonlyArray<{ title: string; text: string }>;
  level: 'h2' | 'h3';
}) {
  const Heading = level;
  return (
    <ol className="steps">
      {steps.map(({ title, text }) => (
        <li key={title}>
          <Heading>{title}</Heading>
          <p>{text}</p>
        </li>
      ))}
    </ol>
  );
}
