/** A variable that can't be used. The message names it and the remedy. */
export class ConfigError extends Error {}
