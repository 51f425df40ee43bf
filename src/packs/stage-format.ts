import type * as v from 'valibot';

/**
 * How a stage reads what an author writes for it: one YAML file of the case's folder, `<stage>.yaml`. Pure, since the
 * pack's builder runs it in Node.
 */
export interface StageFormat<Content> {
  /** Stands in addresses, events and file names: `estimate`. */
  readonly id: string;
  /** Strict: an unknown key is an error, with its place. */
  readonly schema: v.GenericSchema<unknown, Content>;
  /** What must agree within the file, and cannot be said by a schema: one sentence a problem, with what to do. */
  problems?(content: Content): readonly { readonly path: readonly (string | number)[]; readonly message: string }[];
}
