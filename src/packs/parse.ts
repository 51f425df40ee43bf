/** YAML text to a checked value, or to problems with line and column. */
import * as v from 'valibot';
import { isMap, isNode, isPair, LineCounter, parseDocument, type Document } from 'yaml';
import { exerciseSchema, packSchema, type ExerciseSource, type PackSource } from './authoring';
import { caseProblems, caseSchema, type CaseSource } from './authoring-case';
import { crossProblems, type CrossProblem } from './cross';
import type { PackProblem, Parsed } from './problem';
import type { StageFormat } from './stage-format';
import { isMissingKey, isUnknownKey } from './strict';

/**
 * Reads the text of an `exercise.yaml`.
 * @param file its name in the problems
 */
export function parseExerciseYaml(text: string, file: string): Parsed<ExerciseSource> {
  const parsed = parseYaml(text, file, exerciseSchema);
  if (!parsed.ok) return parsed;
  const problems = placeCross(crossProblems(parsed.value), text, file);
  return problems.length > 0 ? { ok: false, problems } : parsed;
}

/** Reads the text of a `pack.yaml`; as `parseExerciseYaml`. */
export function parsePackYaml(text: string, file: string): Parsed<PackSource> {
  return parseYaml(text, file, packSchema);
}

/** Reads the text of a `case.yaml`; as `parseExerciseYaml`. */
export function parseCaseYaml(text: string, file: string): Parsed<CaseSource> {
  const parsed = parseYaml(text, file, caseSchema);
  if (!parsed.ok) return parsed;
  const problems = placeCross(caseProblems(parsed.value), text, file);
  return problems.length > 0 ? { ok: false, problems } : parsed;
}

/** Reads a YAML file by a schema, and by what else must agree in it. */
export function parseYamlBy<Content>(
  text: string,
  file: string,
  { schema, problems }: Pick<StageFormat<Content>, 'schema' | 'problems'>,
): Parsed<Content> {
  const parsed = parseYaml(text, file, schema);
  if (!parsed.ok) return parsed;
  const crossed = placeCross(problems?.(parsed.value) ?? [], text, file);
  return crossed.length > 0 ? { ok: false, problems: crossed } : parsed;
}

type Path = readonly (string | number)[];

function parseYaml<Schema extends v.GenericSchema>(
  text: string,
  file: string,
  schema: Schema,
): Parsed<v.InferOutput<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' });
  const broken = [...document.errors, ...document.warnings].map(({ message, pos }): PackProblem => {
    const { line, col } = lines.linePos(pos[0]);
    return { file, line, column: col, message: `not valid YAML: ${message}` };
  });
  if (broken.length > 0) return { ok: false, problems: broken };
  const value = toValue(document);
  if (!value.ok) return { ok: false, problems: [{ file, line: 1, column: 1, message: value.message }] };
  const result = v.safeParse(schema, value.value);
  if (result.success) return { ok: true, value: result.output };
  const place = (issue: v.BaseIssue<unknown>): PackProblem => {
    if (listInsteadOfMapping(issue) !== undefined) return placeList(document, lines, issue, file);
    const path = pathOf(issue);
    const at = locate(document, path, isUnknownKey(issue), isMissingKey(issue));
    const { line, col } = lines.linePos(at);
    // A key that is unknown or missing is named by its message; anything else is named by its path.
    const named = isUnknownKey(issue) || isMissingKey(issue) ? formatPath(path.slice(0, -1)) : formatPath(path);
    return { file, line, column: col, message: named === '' ? issue.message : `${named}: ${issue.message}` };
  };
  const problems = result.issues.filter(isFirstOfList).map(place);
  return { ok: false, problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}

/** The document as plain data. Refuses what would explode: the library counts what aliases expand to. */
function toValue(document: Document): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: 100 }) as unknown };
  } catch (error) {
    return { ok: false, message: `${error instanceof Error ? error.message : String(error)}. Write it out in full.` };
  }
}

/**
 * A list where a mapping belongs is an object to the schema, which then misses every key and knows no index: only the
 * first of those issues is kept, and told as what it is.
 */
function isFirstOfList(issue: v.BaseIssue<unknown>, index: number, issues: readonly v.BaseIssue<unknown>[]): boolean {
  const list = listInsteadOfMapping(issue);
  return list === undefined || issues.findIndex((other) => listInsteadOfMapping(other) === list) === index;
}

function placeList(document: Document, lines: LineCounter, issue: v.BaseIssue<unknown>, file: string): PackProblem {
  const path = pathOf(issue).slice(0, -1);
  const { line, col } = lines.linePos(locate(document, path, false, false));
  const message = 'expected a mapping of keys to values, got a list. Write "key: value" lines without "- ".';
  return { file, line, column: col, message: path.length === 0 ? message : `${formatPath(path)}: ${message}` };
}

function listInsteadOfMapping(issue: v.BaseIssue<unknown>): unknown {
  const parent = issue.path?.at(-1)?.input;
  return issue.type === 'strict_object' && Array.isArray(parent) ? parent : undefined;
}

function pathOf(issue: v.BaseIssue<unknown>): Path {
  return (issue.path ?? []).map((item) => (typeof item.key === 'number' ? item.key : String(item.key)));
}

/** `rungs[0].spec[1].term` */
function formatPath(path: Path): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');
}

/**
 * Offset of what a path leads to: the value; for an unknown key the key itself; for a missing one the mapping that
 * misses it. Where the path ends early (an alias), the deepest part that has a place.
 */
function locate(document: Document, path: Path, unknownKey: boolean, missingKey: boolean): number {
  const parent: unknown = path.length === 0 ? null : document.getIn(path.slice(0, -1), true);
  if (unknownKey && isMap(parent)) {
    const pair = parent.items.find((item) => isNode(item.key) && String(item.key) === String(path.at(-1)));
    if (isPair(pair) && isNode(pair.key) && pair.key.range) return pair.key.range[0];
  }
  for (let depth = missingKey ? path.length - 1 : path.length; depth >= 0; depth--) {
    const node: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function placeCross(problems: readonly CrossProblem[], text: string, file: string): PackProblem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return problems.map(({ path, message }) => {
    const { line, col } = lines.linePos(locate(document, path, false, false));
    return { file, line, column: col, message: `${formatPath(path)}: ${message}` };
  });
}
