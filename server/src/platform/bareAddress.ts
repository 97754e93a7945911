/** The email address of a sender such as `Holdfast <tickets@example.com>`, without the name. */
export const bareAddress = (sender: string): string => /<([^>]+)>/.exec(sender)?.[1] ?? sender;
