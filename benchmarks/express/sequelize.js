'use strict';
// What the framework brings along: Sequelize over SQLite, with a write-ahead log, each commit on the disk as the app's are.
const { DataTypes } = require('sequelize');

exports.open = (ace, path) => ({
  settings: { adapter: 'sequelize', dialect: 'sqlite', storage: path, logging: false },

  async begin(addon) {
    await addon.schema.query('PRAGMA journal_mode = WAL');
    const Text = addon.schema.define('Text', {
      clientKey: { type: DataTypes.STRING, primaryKey: true },
      page: { type: DataTypes.STRING, primaryKey: true },
      macro: { type: DataTypes.STRING, primaryKey: true },
      version: { type: DataTypes.STRING, primaryKey: true },
      html: DataTypes.TEXT,
    }, { timestamps: false });
    const Webhook = addon.schema.define('Webhook', { clientKey: DataTypes.STRING, event: DataTypes.STRING, body: DataTypes.TEXT });
    await Text.sync();
    await Webhook.sync();
    return {
      setText: (clientKey, page, macro, version, html) => Text.upsert({ clientKey, page, macro, version, html }),
      getText: async (clientKey, page, macro, version) => (await Text.findOne({ where: { clientKey, page, macro, version }, raw: true }))?.html,
      addWebhook: (clientKey, event, body) => Webhook.create({ clientKey, event, body }),
    };
  },
});
