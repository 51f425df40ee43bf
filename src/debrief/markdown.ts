/** A debrief as Markdown, for a file or a mentor. Pure. */
import { formatClock } from '../interview/formats';
import type { Flag } from './flags';
import { momentAt, phasesDone, type Recording, SOLUTION, textAt } from './recording';
import { type Judged, MOST, type NextThing, type RubricRow, totalOf } from './rubric';

/** The whole debrief; code and what was said stand in it as they were. */
export function debriefMarkdown(
  recording: Recording,
  {
    rows,
    flags,
    judged,
    next,
  }: {
    readonly rows: readonly RubricRow[];
    readonly flags: readonly Flag[];
    readonly judged: Judged | undefined;
    readonly next: readonly Pick<NextThing, 'text'>[];
  },
): string {
  const { exercise, rung, interview, head, lengthMs, transcript, told } = recording;
  const { points, of } = totalOf(rows);
  const parts = [
    `# Debrief: ${exercise.title}, ${rung.title.toLowerCase()}`,
    [
      `${interview.begin.title}${interview.begin.extra > 0 ? `, ${interview.begin.extra} % extra time` : ''}.`,
      `Begun ${new Date(head.startedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC, ${formatClock(lengthMs)} of ${formatClock(interview.totalMs)}, ${endOf(recording)}.`,
      `Seed ${head.seed.toString(16).padStart(8, '0')}.`,
    ].join(' '),
    `## Rubric: ${points} of ${of}`,
    ...rows.map(
      ({ title, points: got, why, evidence }) =>
        `- **${title}** (${got === undefined ? 'not judged' : `${got} of ${MOST}`}): ${plain(why)}${evidence.length > 0 ? ` At ${evidence.map(formatClock).join(', ')}.` : ''}`,
    ),
    '## Red flags',
    flags.length === 0
      ? 'None.'
      : flags.map(({ title, why, atMs }) => `- ${formatClock(atMs)} **${title}**: ${plain(why)}`).join('\n'),
    '## What to do next',
    next.map(({ text }, index) => `${index + 1}. ${text}`).join('\n'),
    '## Hidden rules',
    judged === undefined
      ? 'Not judged.'
      : judged.fault !== undefined
        ? plain(judged.fault)
        : [
            `${judged.passing} of ${judged.of} hold.`,
            ...judged.failing.map((sentence) => `- Broken: ${plain(sentence)}`),
          ].join('\n'),
    '## Phases',
    [
      '| phase | planned | edits of the code | of the tests | runs | questions | aloud |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      ...phasesDone(recording).map(
        (phase) =>
          `| ${phase.title} | ${formatClock(phase.plannedMs)} | ${phase.solution} | ${phase.tests} | ${phase.runs} | ${phase.questions} | ${phase.aloud} |`,
      ),
    ].join('\n'),
    '## Spec card at the end',
    told.pinned
      .map(({ term, text, isChanged }) => `- **${term}**: ${text}${isChanged === true ? ' (changed)' : ''}`)
      .join('\n') || 'Nothing was asked.',
    '## What was said',
    transcript
      .map(
        ({ who, text, elapsedMs }) =>
          `- ${formatClock(elapsedMs)} ${who === 'you' ? 'You' : 'Interviewer'}: ${plain(text)}`,
      )
      .join('\n'),
    '## The code at the end',
    fenced(textAt(momentAt(recording, lengthMs), SOLUTION)),
  ];
  return `${parts.join('\n\n').replace(/\n\n(?=- \*\*)/g, '\n')}\n`;
}

/** How it ended, in words. */
export function endOf({ interview }: Pick<Recording, 'interview'>): string {
  switch (interview.end?.why) {
    case 'time':
      return 'to the end';
    case 'early':
      return 'ended early';
    case 'abandoned':
      return 'abandoned';
    case undefined:
      return 'not ended';
  }
}

/** One line, in which nothing begins a heading or a list. */
function plain(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}

/** A fence that no line of the code closes. */
function fenced(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}ts\n${code.trimEnd()}\n${fence}`;
}
