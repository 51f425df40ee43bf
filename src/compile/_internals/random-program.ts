/**
 * Programs drawn from a list of choices, for differential tests: every statement that moves control, nested at random,
 * always ending. `${hit}` stands at the start of each loop turn and function, so that the same text with calls there is
 * an independent count.
 */
export function randomProgram(choices: readonly number[], hit: string): string {
  const writer = new ProgramWriter(choices, hit);
  return writer.program();
}

interface Scope {
  readonly depth: number;
  readonly loops: readonly string[];
  /** Functions that may be called: those before it, so that there is no recursion. */
  readonly callable: number;
  readonly kind: 'plain' | 'async' | 'generator';
}

const LAST_FUNCTION = 3;

class ProgramWriter {
  #next = 0;
  #serial = 0;

  constructor(
    private readonly choices: readonly number[],
    private readonly hit: string,
  ) {}

  program(): string {
    // The main function is drawn first, so that a short list of choices still does something.
    const main = this.#block({ depth: 0, loops: [], callable: LAST_FUNCTION, kind: 'async' });
    const generator = this.#block({ depth: 1, loops: [], callable: 1, kind: 'generator' });
    const functions = Array.from({ length: LAST_FUNCTION }, (_, index) => {
      const body = this.#block({ depth: 1, loops: [], callable: index, kind: 'plain' });
      return `function f${index}(a: number, b = ${this.#literal()}) { ${this.hit} ${body} return a; }`;
    });
    return [
      'let v = 1;',
      ...functions,
      `function* g(a: number): Generator<unknown> { ${this.hit} ${generator} yield a; }`,
      `export async function run(a = 2) { ${this.hit} ${main} return v; }`,
    ].join('\n');
  }

  #draw(count: number): number {
    const choice = this.choices[this.#next] ?? 0;
    this.#next += 1;
    return choice % count;
  }

  #fresh(kind: string): string {
    this.#serial += 1;
    return `${kind}${this.#serial}`;
  }

  #literal(): number {
    return this.#draw(5);
  }

  #block(scope: Scope): string {
    const inner = { ...scope, depth: scope.depth + 1 };
    const count = scope.depth > 4 ? 1 : 1 + this.#draw(3);
    // Something happens in every block: what is to be seen there, and where a halt can strike.
    this.#serial += 1;
    const happens = `log('at ${this.#serial}');`;
    return [happens, ...Array.from({ length: count }, () => this.#statement(inner))].join(' ');
  }

  #statement(scope: Scope): string {
    if (scope.depth > 4) return this.#log(scope);
    const forms = [
      () => this.#log(scope),
      () => `v = ${this.#expression(scope)};`,
      () => `if (${this.#expression(scope)}) { ${this.#block(scope)} } else { ${this.#block(scope)} }`,
      () => this.#loop(scope),
      () => this.#loop(scope),
      () => this.#try(scope),
      () => this.#try(scope),
      () => `if (${this.#expression(scope)}) throw ${this.#expression(scope)};`,
      () => `if (${this.#expression(scope)}) return ${this.#expression(scope)};`,
      () => this.#jump(scope),
      () => this.#switch(scope),
      () => this.#closure(scope),
      () => this.#suspension(scope),
    ];
    return forms[this.#draw(forms.length)]?.() ?? '';
  }

  #log(scope: Scope): string {
    return `log(${this.#expression(scope)});`;
  }

  #loop(scope: Scope): string {
    const label = this.#fresh('l');
    const inner = { ...scope, loops: [...scope.loops, label] };
    const turns = 1 + this.#draw(4);
    const body = (): string => `{ ${this.hit} ${this.#block(inner)} }`;
    const name = this.#fresh('i');
    const forms = [
      () => `${label}: for (let ${name} = 0; ${name} < ${turns}; ${name}++) ${body()}`,
      () => `let ${name} = 0; ${label}: while (${name}++ < ${turns} && ${this.#expression(scope)} !== 3) ${body()}`,
      () => `let ${name} = 0; ${label}: do ${body()} while (${name}++ < ${turns});`,
      () => `${label}: for (const ${name} of [1, 2, ${turns}]) ${body()}`,
      () => `${label}: for (const ${name} in { p: 1, q: 2 }) ${body()}`,
      () =>
        scope.kind === 'generator'
          ? `${label}: for (const ${name} of [3]) ${body()}`
          : `${label}: for (const ${name} of g(${turns})) ${body()}`,
    ];
    return forms[this.#draw(forms.length)]?.() ?? '';
  }

  #try(scope: Scope): string {
    const caught = this.#fresh('e');
    const tried = this.#block(scope);
    const clauses = [
      () => `catch (${caught}) { log(String(${caught})); ${this.#block(scope)} }`,
      () => `catch { ${this.#block(scope)} }`,
      () => `catch (${caught}) { throw ${caught}; } finally { ${this.#block(scope)} }`,
      () => `finally { ${this.#block(scope)} }`,
      () => `catch { ${this.#jump(scope)} } finally { ${this.#jump(scope)} }`,
    ];
    return `try { ${tried} } ${clauses[this.#draw(clauses.length)]?.() ?? ''}`;
  }

  #jump(scope: Scope): string {
    const label = scope.loops[this.#draw(Math.max(1, scope.loops.length))];
    if (label === undefined) return this.#log(scope);
    const forms = ['break;', 'continue;', `break ${label};`, `continue ${label};`];
    return `if (${this.#expression(scope)}) ${forms[this.#draw(forms.length)]}`;
  }

  #switch(scope: Scope): string {
    return `switch (${this.#expression(scope)}) { case 1: ${this.#block(scope)} case 2: ${this.#jump(scope)} break; default: ${this.#block(scope)} }`;
  }

  #closure(scope: Scope): string {
    const name = this.#fresh('c');
    const inner: Scope = { ...scope, loops: [], kind: 'plain', depth: scope.depth + 1 };
    return `const ${name} = (a: number) => { ${this.hit} ${this.#block(inner)} return a; }; log(${name}(${this.#literal()}));`;
  }

  #suspension(scope: Scope): string {
    if (scope.kind === 'async') return `log(await ${this.#expression(scope)});`;
    return scope.kind === 'generator' ? `log(yield ${this.#expression(scope)});` : this.#log(scope);
  }

  #expression(scope: Scope, depth = 0): string {
    if (depth > 2) return `${this.#literal()}`;
    const part = (): string => this.#expression(scope, depth + 1);
    const forms = [
      () => `${this.#literal()}`,
      () => 'a',
      () => 'v',
      () => `(${part()} < ${part()})`,
      () => `(${part()} === ${part()})`,
      () => `(${part()} && ${part()})`,
      () => `(${part()} || ${part()})`,
      () => `(${part()} ? ${part()} : ${part()})`,
      () => `(!${part()} || ${part()} >= ${part()})`,
      () => `({ ...{ p: ${part()} } }).p`,
      () => `(v += ${part()})`,
      () => (scope.callable === 0 ? 'v' : `f${this.#draw(scope.callable)}(${part()})`),
    ];
    return forms[this.#draw(forms.length)]?.() ?? '0';
  }
}
