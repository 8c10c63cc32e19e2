/** Kinds that a layer file may name: of properties, geometries, media, roles of OGC API. */
package kr.maeul.layer.kind;
