/**
 * The service on the web: routes, errors, headers, static files. {@code web.ogc} makes the
 * representations of OGC API – Features, {@code web.html} the pages, {@code web.request} is one
 * request.
 */
package kr.maeul.web;
