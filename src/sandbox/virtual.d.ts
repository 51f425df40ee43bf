declare module 'virtual:drydock/harness' {
  /** The sandbox's scripts, bundled. */
  export const scripts: import('./sandbox').SandboxScripts;
}
