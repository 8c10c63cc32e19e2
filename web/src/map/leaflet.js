/** Leaflet, minified: the WebJar's module build is three times as large. It is no module, so it leaves itself in `globalThis`. */
import '/vendor/leaflet/leaflet.js';

export const L = globalThis.L;
