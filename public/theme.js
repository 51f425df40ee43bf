// Sets the theme before the first paint: the learner's choice, or else the system's. See src/app/theme.svelte.ts.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem('drydock:theme');
  } catch (error) {
    choice = null;
  }
  if (choice !== 'light' && choice !== 'dark') {
    choice = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  document.documentElement.dataset.theme = choice;
})();
