'use strict';
// Not what the framework brings along, but SQLite as fast as Node has it: prepared statements, a write-ahead log, and as durable as
// the app's own (each commit reaches the disk). Tenants are read from memory.
const Database = require('better-sqlite3');

exports.open = (ace, path) => {
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(`
    CREATE TABLE IF NOT EXISTS settings (clientKey TEXT, name TEXT, value TEXT, PRIMARY KEY (clientKey, name)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS texts (clientKey TEXT, page TEXT, macro TEXT, version TEXT, html TEXT, PRIMARY KEY (clientKey, page, macro, version));
    CREATE TABLE IF NOT EXISTS webhooks (id INTEGER PRIMARY KEY, clientKey TEXT, event TEXT, body TEXT, toldAt INTEGER);
  `);
  const setSetting = database.prepare('INSERT INTO settings VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
  const getSetting = database.prepare('SELECT value FROM settings WHERE clientKey = ? AND name = ?').pluck();
  const allSettings = database.prepare('SELECT value FROM settings WHERE name = ?').pluck();
  const deleteSettings = database.prepare('DELETE FROM settings WHERE clientKey = ?');
  const setText = database.prepare('INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?, ?)');
  const getText = database.prepare('SELECT html FROM texts WHERE clientKey = ? AND page = ? AND macro = ? AND version = ?').pluck();
  const addWebhook = database.prepare('INSERT INTO webhooks (clientKey, event, body, toldAt) VALUES (?, ?, ?, ?)');

  const known = new Map();
  // What atlassian-connect-express asks of a store.
  ace.store.register('memory', () => ({
    async get(name, clientKey) {
      const key = `${name} ${clientKey}`;
      let value = known.get(key);
      if (value === undefined) {
        const stored = getSetting.get(clientKey, name);
        value = stored === undefined ? null : JSON.parse(stored);
        if (value) {
          known.set(key, value);
        }
      }
      return value;
    },
    saveInstallation(value, clientKey) {
      return this.set('clientInfo', value, clientKey);
    },
    async set(name, value, clientKey) {
      setSetting.run(clientKey, name, JSON.stringify(value));
      known.set(`${name} ${clientKey}`, value);
      return value;
    },
    async del(clientKey) {
      deleteSettings.run(clientKey);
      known.clear();
    },
    async getAllClientInfos() {
      return allSettings.all('clientInfo').map((value) => JSON.parse(value));
    },
    isMemoryStore: () => false,
  }));

  return {
    settings: { adapter: 'memory' },
    begin: async () => ({
      setText: (...values) => setText.run(...values),
      getText: (...key) => getText.get(...key),
      addWebhook: (clientKey, event, body) => addWebhook.run(clientKey, event, body, Date.now()),
    }),
  };
};
