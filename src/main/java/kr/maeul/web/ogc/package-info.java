/**
 * The resources of OGC API – Features and Tiles that are read, from the layer files alone: each
 * asks by {@code query} and answers with a {@code document}.
 */
package kr.maeul.web.ogc;
