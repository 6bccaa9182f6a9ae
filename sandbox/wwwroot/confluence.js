// AP.confluence: the macro editor's half works while a macro is being edited, the rest everywhere on a page.
const outside = { save: () => console.warn('saveMacro outside of the macro editor'), close: () => {}, data: () => undefined, body: () => undefined };
let editing = outside;

/** The page editor says which macro is open; null when none is. */
export function edit(macro) {
  editing = macro ?? outside;
}

export function defineConfluence(request) {
  const page = () => document.querySelector('[data-page-id]')?.dataset.pageId;
  const properties = () => `/api/v2/pages/${page()}/properties`;
  const find = async key => JSON.parse((await request(`${properties()}?key=${encodeURIComponent(key)}`)).body).results[0];

  window.connectHost.defineModule('confluence', {
    saveMacro: (parameters, body, callback) => editing.save(parameters, body),
    closeMacroEditor: () => editing.close(),
    getMacroData: callback => callback(editing.data()),
    getMacroBody: callback => callback(editing.body()),
    getContentProperty: (key, callback) => {
      find(key).then(callback, callback);
    },
    setContentProperty: async (property, callback) => {
      const contentType = 'application/json';
      try {
        const old = await find(property.key);
        const answer = old
          ? await request(`${properties()}/${old.id}`, { type: 'PUT', contentType, data: JSON.stringify(property) })
          : await request(properties(), { type: 'POST', contentType, data: JSON.stringify(property) });
        callback({ property: JSON.parse(answer.body) });
      } catch (e) {
        callback({ error: e.xhr?.responseText ?? String(e) });
      }
    },
    syncPropertyFromServer: (key, callback) => {
      find(key).then(callback, callback);
    },
  });
}
