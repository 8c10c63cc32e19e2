/** GeoJSON documents and lines, read as they come. */
package kr.maeul.exchange.geojson;
