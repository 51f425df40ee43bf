/** Links in an exercise's Markdown: whole https addresses. Nothing is fetched. */
import { lexer, walkTokens } from 'marked';
import type { BuildExercise } from './types';

/** Sentences about links that lead nowhere, each with the text that it stands in. */
export function linkProblems(exercise: BuildExercise): readonly string[] {
  const texts: (readonly [where: string, markdown: string])[] = [
    ['the prompt', exercise.prompt],
    ...exercise.rungs.flatMap(({ id, spec, hints }) => [
      ...spec.map(({ term, text }) => [`"${term}" of rung "${id}"`, text] as const),
      ...hints.map((hint, index) => [`hint ${index + 1} of rung "${id}"`, hint] as const),
    ]),
  ];
  return texts.flatMap(([where, markdown]) =>
    hrefs(markdown)
      .filter((href) => !isAddress(href))
      .map((href) => `the link "${href}" in ${where} is not a whole https address. Write https://...`),
  );
}

function hrefs(markdown: string): readonly string[] {
  const found: string[] = [];
  walkTokens(lexer(markdown), (token) => {
    if (token.type === 'link' || token.type === 'image') found.push(String(token['href']));
  });
  return found;
}

function isAddress(href: string): boolean {
  return URL.canParse(href) && new URL(href).protocol === 'https:';
}
