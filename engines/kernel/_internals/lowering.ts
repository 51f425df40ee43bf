import { asyncDelegator, asyncGenerator, asyncValues, awaitMark } from './async-generator';
import { awaiter } from './coroutine';
import { active, isActive } from './machine';
import { dataDescriptor, defineProperty, freeze, getOwnPropertyDescriptor, ownKeys } from './primordials';

/** TypeScript's object rest: own enumerable properties but those named. Evaluated getters, as the language does. */
function rest(source: object, excluded: ArrayLike<unknown>): object {
  const result: Record<PropertyKey, unknown> = {};
  if (source === null || source === undefined) return result;
  const keys = ownKeys(Object(source) as object);
  if (isActive()) active().charge(keys.length, keys.length);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index]!;
    if (includes(excluded, key) || getOwnPropertyDescriptor(Object(source) as object, key)?.enumerable !== true)
      continue;
    const value = (source as Record<PropertyKey, unknown>)[key];
    defineProperty(result, key, dataDescriptor(value, true));
  }
  return result;
}

function includes(keys: ArrayLike<unknown>, key: PropertyKey): boolean {
  for (let index = 0; index < keys.length; index += 1) if (keys[index] === key) return true;
  return false;
}

/** TypeScript's template object of a tagged template with an invalid escape. */
function makeTemplateObject(cooked: object, raw: object): object {
  defineProperty(cooked, 'raw', dataDescriptor(freeze(raw), false));
  return freeze(cooked);
}

/** What TypeScript 5.9.3's transformES2018 and transformES2017 name, and nothing more. */
export const loweringHelpers = {
  __awaiter: awaiter,
  __await: awaitMark,
  __asyncGenerator: asyncGenerator,
  __asyncDelegator: asyncDelegator,
  __asyncValues: asyncValues,
  __rest: rest,
  __makeTemplateObject: makeTemplateObject,
} as const;
