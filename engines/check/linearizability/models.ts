/** Sequential models of the objects that exercises share. Inputs and outputs are plain data, as below. */
import type { Data } from '../../kernel/types';
import type { Model } from './check';

type Input = { readonly [field: string]: Data };
type Output = { readonly value: Data } | undefined;
type Step = { readonly state: Data } | undefined;

const same = (a: Data, b: Data): boolean => Object.is(a, b);
const answers = (output: Output, value: Data): boolean => output === undefined || same(output.value, value);
const to = (state: Data): Step => ({ state });

/**
 * A register. `{ f: 'write', value }` answers anything; `{ f: 'read' }` answers the value.
 *
 * @param initial what it holds at first; default null
 */
export function registerModel(initial: Data = null): Model {
  return {
    initial,
    step(state, input, output) {
      const { f, value } = input as Input;
      if (f === 'write') return to(value);
      return answers(output, state) ? to(state) : undefined;
    },
  };
}

/**
 * A register with compare-and-set. As `registerModel`, and `{ f: 'cas', from, to }` answers whether it held `from`, and
 * then holds `to`.
 */
export function compareAndSetModel(initial: Data = null): Model {
  const register = registerModel(initial);
  return {
    initial,
    step(state, input, output) {
      const { f, from, to: next } = input as Input;
      if (f !== 'cas') return register.step(state, input, output);
      const isHeld = same(state, from);
      return answers(output, isHeld) ? to(isHeld ? next : state) : undefined;
    },
  };
}

/**
 * A lock. `{ f: 'acquire', by }` answers true when it was free (or false when it was not, for one that does not wait);
 * `{ f: 'release', by }` answers true when `by` held it, and false when not.
 */
export function lockModel(): Model {
  return {
    initial: null,
    step(state, input, output) {
      const { f, by } = input as Input;
      if (f === 'release') {
        const isOwn = state !== null && same(state, by);
        return answers(output, isOwn) ? to(isOwn ? null : state) : undefined;
      }
      const isFree = state === null;
      if (output === undefined) return isFree ? to(by) : to(state);
      if (output.value === false) return isFree ? undefined : to(state);
      return isFree ? to(by) : undefined;
    },
  };
}

/** A first-in first-out queue. `{ f: 'enqueue', value }` answers anything; `{ f: 'dequeue' }` the oldest, or null when empty. */
export function queueModel(): Model {
  return {
    initial: [],
    step(state, input, output) {
      const items = state as readonly Data[];
      const { f, value } = input as Input;
      if (f === 'enqueue') return to([...items, value]);
      const [oldest = null, ...rest] = items;
      return answers(output, oldest) ? to(rest) : undefined;
    },
  };
}

/**
 * A key-value store, each key on its own. `{ f: 'set', key, value }` answers anything, `{ f: 'get', key }` the value or
 * null, `{ f: 'delete', key }` whether it was there, `{ f: 'cas', key, from, to }` whether it held `from`.
 */
export function keyValueModel(): Model {
  return {
    initial: null,
    partition: (input) => `${typeof (input as Input)['key']} ${String((input as Input)['key'])}`,
    step(state, input, output) {
      const { f, value, from, to: next } = input as Input;
      switch (f) {
        case 'set':
          return to(value);
        case 'delete':
          return answers(output, state !== null) ? to(null) : undefined;
        case 'cas': {
          const isHeld = same(state, from);
          return answers(output, isHeld) ? to(isHeld ? next : state) : undefined;
        }
        default:
          return answers(output, state) ? to(state) : undefined;
      }
    },
  };
}
