// What the host half of the bridge expects to find when it is loaded.
window.AJS = { $: window.jQuery, Meta: { get: () => undefined }, escapeHtml: text => new Option(text).innerHTML };
window.__FEATUREGATES_JS__ = { initializeCompleted: () => true, checkGate: () => false, getPackageVersion: () => '4.23.4' };
