// Nothing that was written is lost by a slip: closing asks first.
import { ask, isAsking } from './question.js';

/** @param close Leaves without saving. */
export function guard(isChanged, close) {
  const leave = async () => {
    const isMeant = await ask({
      question: 'Leave without saving?',
      explanation: 'What you changed since you opened this window is lost.',
      yes: 'Discard changes',
      no: 'Keep editing',
    });
    if (isMeant) {
      close();
    }
  };

  // The bridge closes the dialog unless a handler says false, and forgets the handlers of a button that closed it.
  AP.dialog.getButton('cancel').bind(() => {
    if (!isChanged()) {
      close();
    } else if (!isAsking()) {
      leave();
    }

    return false;
  });

  // The bridge hears Escape at the window and has the dialog closed. What Escape closes in here, it closes instead of the dialog.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') {
      return;
    }

    if (event.defaultPrevented || isAsking()) {
      event.stopPropagation();
    } else if (isChanged()) {
      event.stopPropagation();
      event.preventDefault();
      leave();
    }
  });

  addEventListener('beforeunload', (event) => {
    if (isChanged()) {
      event.preventDefault();
    }
  });
}
