/** The sandbox's scripts, bundled: a `SandboxScripts`. */
declare module 'virtual:drydock/harness' {
  export const scripts: {
    readonly boot: { readonly text: string; readonly hash: string };
    readonly run: string;
    readonly judge: string;
    readonly tests: string;
  };
}
