// Sets the theme before the first paint: the learner's choice, or else the system's. See src/app/theme.svelte.ts.
document.documentElement.dataset.theme = (() => {
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  try {
    const choice = localStorage.getItem('drydock:theme');
    return choice === 'light' || choice === 'dark' ? choice : system;
  } catch {
    return system;
  }
})();
