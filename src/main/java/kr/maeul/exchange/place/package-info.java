/**
 * Whether the places of a file can be where it says: far away, axes taken for each other, another
 * system.
 */
package kr.maeul.exchange.place;
