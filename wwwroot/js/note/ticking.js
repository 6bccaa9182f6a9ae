// Boxes answer at once; what becomes of the tick is told beside the progress.
import { allRows, root } from './article.js';
import { lay } from './cards.js';
import { perform } from './queue.js';
import { wordsOf } from './rows.js';

export function startTicking() {
  root().addEventListener('change', async ({ target }) => {
    const row = allRows().find(({ box }) => box === target);
    if (row) {
      const words = wordsOf(row);
      const { outcome } = await perform({ type: 'tick', item: row.item.id, isDone: target.checked });
      if (outcome === 'gone') {
        lay({ sentence: `Somebody has removed “${words}” meanwhile.` });
      }
    }
  });
}
