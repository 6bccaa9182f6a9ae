// The panel of an issue: the note as the server rendered it comes alive here. Every change is an operation that is shown at once,
// sent, merged by the server with what others do, and said to be saved when Jira holds it.
import { startAdding } from './note/adding.js';
import { show, startArticle } from './note/article.js';
import { startCards } from './note/cards.js';
import { startDragging } from './note/dragging.js';
import { startEditing } from './note/editing.js';
import { element } from './note/element.js';
import { startKeys } from './note/keys.js';
import { keep } from './note/leaving.js';
import { startMenu } from './note/menu.js';
import { startNews } from './note/news.js';
import { startProgress } from './note/progress.js';
import * as queue from './note/queue.js';
import { startReading } from './note/reading.js';
import { startRepair } from './note/repair.js';
import { startSaved } from './note/saved.js';
import { startSaying } from './note/saying.js';
import { accept, listen } from './note/state.js';
import { startText } from './note/text.js';
import { startTicking } from './note/ticking.js';

const note = document.querySelector('.note');

// Whoever may not see the issue gets a sentence and no note.
if (note) {
  start();
}

function start() {
  const head = element('div', { className: 'note-head' });
  const foot = element('div', { className: 'note-foot' });
  accept(JSON.parse(note.dataset.state));
  startReading(note);
  startArticle(note);
  note.prepend(head);
  startCards(note);
  startRepair(note);
  note.append(foot);
  startSaved(head);
  startProgress(note, head);
  startSaying(note);
  startText(note, foot);
  startTicking();
  startEditing();
  startAdding();
  startMenu();
  startKeys();
  startDragging();
  keep(() => queue.operations().length > 0);
  listen(show);
  queue.listen(show);
  show();
  startNews();
}
