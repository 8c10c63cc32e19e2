// What the type checker cannot know of the page. Nothing here runs; see jsconfig.json.

// What a selector finds is HTML that the page has made itself: its kind stands in the selector, where the checker does
// not read it.
interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}
interface Element {
  closest(selectors: string): any;
}
interface NonElementParentNode {
  getElementById(elementId: string): any;
}

// Events of the page's own say what they are about in `detail`.
interface Event {
  readonly detail?: any;
}

// A settled promise is asked for its reason or its value, whichever there is.
interface PromiseFulfilledResult<T> {
  reason?: undefined;
}
interface PromiseRejectedResult {
  value?: undefined;
}

// Leaflet comes from its WebJar and leaves itself in `globalThis`.
declare module '/vendor/leaflet/leaflet.js';
