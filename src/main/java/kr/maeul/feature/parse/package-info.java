/** GeoJSON to features, and everything that is wrong with it; versions of features. */
package kr.maeul.feature.parse;
