/** The documents that are answered: collections, features, schemas, counts, tilesets. */
package kr.maeul.web.ogc.document;
