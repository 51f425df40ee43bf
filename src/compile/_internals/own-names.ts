/** Names of the compiled text's own variables, none of which the module uses. */
export interface OwnNames {
  /** The runtime. */
  readonly runtime: string;
  /** `$k.meter`. */
  readonly meter: string;
  /** Publishes what the meter holds: `$p(line)`. */
  readonly publish: string;
  /** The captured `Object`, which lowered object spreads use. */
  readonly object: string;
  /** Prefix of all others: loop counters, caught errors, operands. */
  readonly prefix: string;
}

/** The names for a prefix that is free in the module. */
export function ownNames(prefix: string): OwnNames {
  return {
    runtime: `${prefix}k`,
    meter: `${prefix}m`,
    publish: `${prefix}p`,
    object: `${prefix}O`,
    prefix,
  };
}
