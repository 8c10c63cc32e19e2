/** Statements over layers: filters, sorting, groups, nearness, search, tiles. */
package kr.maeul.store.sql.statement;
