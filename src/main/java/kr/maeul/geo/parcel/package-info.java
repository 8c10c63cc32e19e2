/** Korean parcel numbers and lot numbers. */
package kr.maeul.geo.parcel;
