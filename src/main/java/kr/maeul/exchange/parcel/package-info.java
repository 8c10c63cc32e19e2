/** Addresses and lot numbers to parcel numbers, and ids from them. */
package kr.maeul.exchange.parcel;
