/**
 * All that a service keeps, into one file and out of it again, and from one database into the
 * other. Knows no HTTP.
 */
package kr.maeul.backup;
