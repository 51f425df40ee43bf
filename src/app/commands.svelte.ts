import { untrack } from 'svelte';

/** One thing that can be done now, for the palette and for keys. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** `Exercise`, `Run`, `View`: shown beside the title. */
  readonly kind: string;
  /** As in the key table. */
  readonly keys?: string;
  readonly run: () => void;
}

/** What pages offer while they are open. The palette lists it; adding a command is registering it. */
export class Commands {
  #sources = $state.raw<readonly (() => readonly Command[])[]>([]);

  /** All that can be done now: what was registered last, the open page's, before what is always there. */
  get all(): readonly Command[] {
    return this.#sources.toReversed().flatMap((source) => source());
  }

  /** Registers commands for as long as a page is open; answers how to take them back. */
  add(source: () => readonly Command[]): () => void {
    // Effects register commands: they must not come to depend on what others registered.
    this.#sources = [...untrack(() => this.#sources), source];
    return () => {
      this.#sources = this.#sources.filter((other) => other !== source);
    };
  }
}

/** Commands whose words all occur in title or kind, those that begin with the query first. Pure. */
export function matchCommands(commands: readonly Command[], query: string): readonly Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const text = ({ title, kind }: Command): string => `${title} ${kind}`.toLowerCase();
  const found = commands.filter((command) => words.every((word) => text(command).includes(word)));
  const starts = (command: Command): number => (command.title.toLowerCase().startsWith(words.join(' ')) ? 0 : 1);
  return found
    .map((command, at) => ({ command, at }))
    .sort((a, b) => starts(a.command) - starts(b.command) || a.at - b.at)
    .map(({ command }) => command);
}
