/**
 * Files in: GeoJSON and CSV as municipalities really write them, turned into features of a layer,
 * all or nothing.
 */
package kr.maeul.exchange;
