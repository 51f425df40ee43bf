import { initialize, ts, TypeScriptWorker } from 'monaco-editor/language/typescript/ts.worker';
import { compileProgram, type CompileOptions, type CompileResult } from '../../compile/index';

/**
 * Monaco's own TypeScript worker, which compiles as well: one copy of the compiler does diagnostics and emit. The text is
 * given with the call, since the worker's mirror of the editor's text may be some edits behind.
 */
class CompilingWorker extends TypeScriptWorker {
  async compile(source: string, options: CompileOptions): Promise<CompileResult> {
    return compileProgram(ts.typescript, source, options);
  }
}

self.onmessage = () => {
  initialize((context, createData) => new CompilingWorker(context, createData));
};
