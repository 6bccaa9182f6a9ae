// What the host half of the bridge expects to find when it is loaded.
window.AJS = {
  $: window.jQuery,
  Meta: { get: () => undefined },
  LayerManager: { global: { getTopLayer: () => null } },
  escapeHtml: text => new Option(text).innerHTML,
};
// The bridge reports its own statistics to a module of the product. There is nobody to count here.
window.require = () => ({ emitGasV3: () => {} });
window.__FEATUREGATES_JS__ = { initializeCompleted: () => true, checkGate: () => false, getPackageVersion: () => '4.23.4' };
