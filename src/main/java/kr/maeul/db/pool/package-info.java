/**
 * Connections to the database: for whom there are how many, for how long, and what if it is away.
 */
package kr.maeul.db.pool;
