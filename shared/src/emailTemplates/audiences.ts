/** To whom an email goes. */
export const emailAudiences = ['fan', 'friend', 'consignor', 'person', 'staff', 'everybody'] as const;
/** To whom an email goes. */
export type EmailAudience = (typeof emailAudiences)[number];

/** Their names on screen. */
export const audienceNames: Record<EmailAudience, string> = {
  fan: 'Fans',
  friend: 'Friends of fans',
  consignor: 'Consignors',
  person: 'Whoever has an account',
  staff: 'Staff',
  everybody: 'Everybody',
};
