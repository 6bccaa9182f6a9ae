// Light and dark. The bridge watches these attributes and tells the frames, so nothing needs to be loaded again.
const root = document.documentElement;
const button = document.getElementById('theme');

button.addEventListener('click', () => {
  const mode = root.dataset.colorMode === 'dark' ? 'light' : 'dark';
  root.dataset.colorMode = mode;
  button.setAttribute('aria-pressed', String(mode === 'dark'));
  document.cookie = `sandbox-theme=${mode}; path=/; samesite=lax`;
});

document.getElementById('people')?.addEventListener('change', event => {
  const here = new URL(location.href);
  here.searchParams.set('as', event.target.value);
  location.assign(here);
});

document.getElementById('status')?.addEventListener('change', event => event.target.form.requestSubmit());
