/** What may be asked of items, summaries and tiles, and how a query is read. */
package kr.maeul.web.ogc.query;
