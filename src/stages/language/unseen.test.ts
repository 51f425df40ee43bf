/**
 * How well Clarify understands people whose words no author has seen. `unseen.tsv` of an exercise holds questions that were
 * written from its facts alone, without sight of the bank: the id of what is asked for, a tab, the question. They measure, and are
 * never added to a bank. Prints the figures.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { exerciseIds } from '../../packs/build';
import { parseExerciseYaml } from '../../packs/parse';
import { compileStages } from '../../packs/stages';
import { matcherOf } from '../clarify/matcher';

const PACK = fileURLToPath(new URL('../../../exercises/', import.meta.url));
const ids = await exerciseIds(PACK);
if (!ids.ok) throw new Error(ids.problems.map(({ message }) => message).join('\n'));

/** Nothing that any exercise could be asked. */
const UNRELATED = readFileSync(new URL('./unrelated.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');

for (const id of ids.value) {
  const folder = join(PACK, 'build', id);
  const file = join(folder, 'unseen.tsv');
  if (!existsSync(file)) continue;
  const parsed = parseExerciseYaml(readFileSync(join(folder, 'exercise.yaml'), 'utf8'), 'exercise.yaml');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  const { questions } = compileStages(parsed.value);
  const asked = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t') as [id: string, text: string]);
  const on = new Map(
    parsed.value.rungs.map((rung) => [rung.id, matcherOf(questions.filter(({ rungs }) => rungs.includes(rung.id)))]),
  );

  describe(id, () => {
    it('is asked for facts that it has', () => {
      expect(asked.map(([fact]) => fact).filter((fact) => !questions.some((question) => question.id === fact))).toEqual(
        [],
      );
    });

    it('answers six in ten, and answers or offers seventeen in twenty', () => {
      const outcomes = asked.map(([fact, text]) => {
        const rung = questions.find((question) => question.id === fact)?.rungs[0] ?? '';
        const match = on.get(rung)!(text);
        if (match.kind === 'one') return match.id === fact ? 'answered' : 'wrong';
        return match.kind === 'near' && match.ids.includes(fact) ? 'offered' : 'missed';
      });
      const count = (kind: string): number => outcomes.filter((outcome) => outcome === kind).length;
      const [answered, offered] = [
        count('answered') / asked.length,
        (count('answered') + count('offered')) / asked.length,
      ];
      const percent = (share: number): string => `${Math.round(100 * share)} %`;
      console.info(
        `${id}: of ${asked.length} unseen questions ${percent(answered)} are answered, ${percent(offered)} answered or offered, ${count('wrong')} taken for another`,
      );
      expect(answered).toBeGreaterThanOrEqual(0.6);
      expect(offered).toBeGreaterThanOrEqual(0.85);
    });

    it('answers at most one of thirty unrelated sentences', () => {
      expect(UNRELATED).toHaveLength(30);
      for (const matcher of on.values()) {
        expect(UNRELATED.filter((text) => matcher(text).kind === 'one').length).toBeLessThanOrEqual(1);
      }
    });
  });
}
