/** Revision numbers of layers, and who is told when they go up. */
package kr.maeul.db.revision;
