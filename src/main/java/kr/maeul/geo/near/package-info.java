/** Distances on the ellipsoid, and trees of places on the sphere. */
package kr.maeul.geo.near;
