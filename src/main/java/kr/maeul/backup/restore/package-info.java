/** A backup into an empty place, and the move from the embedded database to PostGIS. */
package kr.maeul.backup.restore;
