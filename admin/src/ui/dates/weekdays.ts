const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The days of a week for a choice: Monday is 1, Sunday 7. */
export const weekdayChoices = names.map((name, at) => ({ id: at + 1, name }));
