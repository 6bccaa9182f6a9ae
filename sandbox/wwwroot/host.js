// The product's side of the bridge: frames, dialogs, flags, and the modules that Jira and Confluence define themselves.
import './theme.js';
import { mount } from './frames.js';
import { registerDialogs } from './dialogs.js';
import { registerFlags } from './flags.js';
import { defineModules } from './modules.js';
import './context-status.js';

registerDialogs();
registerFlags();
defineModules();

const shown = new IntersectionObserver(entries => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) {
      shown.unobserve(target);
      mount(target);
    }
  }
}, { rootMargin: '600px' });

document.querySelectorAll('.frame[data-visit]').forEach(place => shown.observe(place));
