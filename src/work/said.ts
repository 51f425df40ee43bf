/** What an import has done, in sentences. Pure. */
import type { Imported, ImportReport } from '../attempts';

const WHAT: Readonly<Record<Imported['became'], string>> = {
  added: 'added',
  continued: 'went on from what was here, and was taken over',
  here: 'was here already, and is as it was',
  beside: 'had gone its own way: it is kept beside the one that was here, which stays open',
  busy: 'is open in another tab: close that, and import the file again',
};

/** A sentence or two for all of it, then one for each attempt of which more must be said. */
export function sayImport(
  report: ImportReport,
  titleOf: (exercise: string) => string,
): { readonly summary: string; readonly details: readonly string[]; readonly isBad: boolean } {
  if (!report.ok) return { summary: report.message, details: [], isBad: true };
  const { imported, refused, stopped } = report;
  const count = (became: Imported['became']): number => imported.filter((one) => one.became === became).length;
  const parts = (Object.keys(WHAT) as Imported['became'][]).flatMap((became) =>
    count(became) === 0 ? [] : [`${count(became)} ${SHORT[became]}`],
  );
  const summary = [
    imported.length === 0 && refused.length === 0
      ? 'The file holds no attempts.'
      : `${parts.join(', ') || 'Nothing could be read'}.`,
    ...(stopped === undefined
      ? []
      : [`It ended early: ${stopped} What was done before holds; importing the file again is safe.`]),
  ].join(' ');
  const details = [
    ...imported
      .filter(({ became, damaged }) => became === 'beside' || became === 'busy' || damaged > 0)
      .map(({ head, became, damaged }) => {
        const lost = damaged === 0 ? '' : ` ${damaged} of its records could not be read, and are in the file alone.`;
        return `${titleOf(head.exercise)} ${WHAT[became]}.${lost}`;
      }),
    ...refused,
  ];
  return { summary, details, isBad: refused.length > 0 || stopped !== undefined || count('busy') > 0 };
}

const SHORT: Readonly<Record<Imported['became'], string>> = {
  added: 'added',
  continued: 'gone on with',
  here: 'here already',
  beside: 'kept beside',
  busy: 'left as they are',
};
