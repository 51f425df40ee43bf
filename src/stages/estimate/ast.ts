/** What a formula says once it is parsed, and what may be wrong with it. */
import type { Quantity } from './quantity';

/** A mistake in a formula: what is wrong and what to do, and from which character to which (UTF-16, `to` not included). */
export interface FormulaError {
  readonly message: string;
  readonly from: number;
  readonly to: number;
}

interface Placed {
  readonly from: number;
  readonly to: number;
}

export type Expression = Placed &
  (
    | {
        readonly kind: 'literal';
        /** As written out: `600 B` is 600 bytes. */
        readonly quantity: Quantity;
        readonly isPercent: boolean;
      }
    | { readonly kind: 'row'; /** `r3`, or a row's name as one word. */ readonly row: string }
    | { readonly kind: 'negative'; readonly of: Expression }
    | {
        readonly kind: 'binary';
        readonly operator: '+' | '-' | '*' | '/' | '^';
        readonly left: Expression;
        readonly right: Expression;
      }
    | { readonly kind: 'call'; readonly name: FunctionName; readonly of: readonly Expression[] }
  );

/** Functions, each with how many values it takes at least and at most. */
export const FUNCTIONS = {
  ceil: [1, 1],
  floor: [1, 1],
  round: [1, 1],
  sqrt: [1, 1],
  log2: [1, 1],
  log10: [1, 1],
  min: [1, 20],
  max: [1, 20],
} as const satisfies Record<string, readonly [number, number]>;

export type FunctionName = keyof typeof FUNCTIONS;

/** Whether a parse or a value went wrong. */
export function isError(result: object): result is FormulaError {
  return 'message' in result;
}
