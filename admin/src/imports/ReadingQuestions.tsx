import type { ImportMapping } from '@holdfast/shared/imports';

type Rule = ImportMapping['questions'][number]['rule'];

/** What the cells of the file don't tell, each with two readings of one of its own cells; and what was decided. */
export function ReadingQuestions({
  mapping: { questions, words },
  answers,
  answer,
}: {
  mapping: ImportMapping;
  answers: Partial<Record<Rule, string>>;
  answer: (rule: Rule, value: string) => void;
}) {
  return (
    <>
      {questions.map(({ rule, text, choices }, at) => (
        <fieldset key={rule} className="reading-question">
          <legend>{text}</legend>
          {choices.map(({ value, example, reads }, choice) => (
            <button
              key={value}
              type="button"
              className="btn"
              aria-pressed={answers[rule] === value}
              onClick={() => answer(rule, value)}
            >
              {example} is {reads} {at === 0 && <kbd>{choice + 1}</kbd>}
            </button>
          ))}
        </fieldset>
      ))}
      {words.length > 0 && (
        <p className="mut reading-words" role="status">
          {words.join(' ')}
          {Object.entries(answers).map(([rule]) => (
            <Other key={rule} rule={rule as Rule} answers={answers} answer={answer} />
          ))}
        </p>
      )}
    </>
  );
}

const others: Record<string, string> = { '.': ',', ',': '.', mdy: 'dmy', dmy: 'mdy' };
const otherWords: Record<string, string> = {
  '.': 'a decimal comma',
  ',': 'a decimal point',
  mdy: 'the day first',
  dmy: 'the month first',
};

/** Takes an answer back for the other one. */
function Other({
  rule,
  answers,
  answer,
}: {
  rule: Rule;
  answers: Partial<Record<Rule, string>>;
  answer: (rule: Rule, value: string) => void;
}) {
  const value = answers[rule] ?? '';
  return (
    <button type="button" className="btn t" onClick={() => answer(rule, others[value] ?? value)}>
      No, with {otherWords[value]}
    </button>
  );
}
