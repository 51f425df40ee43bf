/** What authored schemas are made of: each part's messages tell an author what to do. */
import * as v from 'valibot';

/** Some text; spaces around it are dropped. */
export const text = (description: string) =>
  v.pipe(
    v.string((issue) => `expected text, got ${issue.received}. Quote it if it looks like a number or a date.`),
    v.trim(),
    v.minLength(1, 'expected some text, got none. Write it, or remove the key if it is optional.'),
    v.description(description),
  );

/** An id: lower-case words joined by hyphens. */
export const word = (description: string) =>
  v.pipe(
    v.string((issue) => `expected an id, got ${issue.received}. Use lower-case words joined by "-".`),
    v.regex(
      /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
      (issue) => `${issue.received} is not an id. Use lower-case words joined by "-", like "fixed-window".`,
    ),
    v.maxLength(64, 'an id has at most 64 characters. Shorten it.'),
    v.description(description),
  );

/** An integer from `min` to `max`, both included. */
export const count = (description: string, min: number, max: number) =>
  v.pipe(
    v.number((issue) => `expected an integer from ${min} to ${max}, got ${issue.received}.`),
    v.integer((issue) => `expected an integer from ${min} to ${max}, got ${issue.received}.`),
    v.minValue(min, (issue) => `expected an integer from ${min} to ${max}, got ${issue.received}.`),
    v.maxValue(max, (issue) => `expected an integer from ${min} to ${max}, got ${issue.received}.`),
    v.description(description),
  );

/** A list of at least `min` items. */
export const list = <Item extends v.GenericSchema>(item: Item, description: string, min: number) =>
  v.pipe(
    v.array(item, (issue) => `expected a list, got ${issue.received}. Put each item on a line that starts with "- ".`),
    v.minLength(min, `expected at least ${min} item${min === 1 ? '' : 's'}.`),
    v.description(description),
  );

/** A file of the exercise, by its path inside the folder. */
export const file = (description: string) =>
  v.pipe(
    v.string((issue) => `expected a file name, got ${issue.received}.`),
    v.regex(
      /^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[\w./-]+\.(ts|md)$/,
      (issue) => `${issue.received} is not a file of this exercise. Name a .ts or .md file inside its folder.`,
    ),
    v.description(description),
  );

/** A name that can be exported. */
export const identifier = (description: string) =>
  v.pipe(
    v.string((issue) => `expected the name of an export, got ${issue.received}.`),
    v.regex(/^[A-Za-z_$][\w$]*$/, (issue) => `${issue.received} cannot be the name of an export.`),
    v.description(description),
  );

/** One value of a fact. */
export const fact = v.union(
  [v.string(), v.pipe(v.number(), v.finite()), v.boolean()],
  (issue) => `a fact is text, a number, true or false; got ${issue.received}.`,
);
