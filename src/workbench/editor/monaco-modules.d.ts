/** What Monaco's worker module exports and does not declare; paths resolve to `esm/vs/*`. */
declare module 'monaco-editor/language/typescript/ts.worker' {
  import type ts from 'typescript-lowering';

  export interface IWorkerContext {
    readonly host: unknown;
  }

  export class TypeScriptWorker {
    constructor(context: IWorkerContext, createData: unknown);
    getScriptFileNames(): string[];
  }

  /** The bundled compiler: TypeScript 5.9.3. */
  const services: { readonly typescript: typeof ts };
  export { services as ts };

  export function initialize(create: (context: IWorkerContext, createData: unknown) => TypeScriptWorker): void;
}

declare module 'monaco-editor/editor/editor.worker' {}

declare module 'monaco-editor/features/register.all' {}
