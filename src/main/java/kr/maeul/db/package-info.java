/**
 * One database: connections, core tables, transactions, and the revisions of layers as they move
 * on.
 */
package kr.maeul.db;
