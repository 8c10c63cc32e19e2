/**
 * Places: boxes, GeoJSON geometries, coordinate reference systems. The only package that swaps
 * axes.
 *
 * <p>Everywhere else coordinates are longitude, latitude in degrees on WGS84 (CRS84). Imports no
 * SQL and no HTTP.
 */
package kr.maeul.geo;
