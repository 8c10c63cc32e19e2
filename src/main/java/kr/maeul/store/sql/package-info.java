/**
 * The one SQL store. What PostGIS and H2GIS do differently is in {@link
 * kr.maeul.store.sql.dialect.Dialect}; the rest is said once. Values are always bound; identifiers
 * come from layers alone and are quoted by {@link kr.maeul.db.sql.Sql#quote}.
 */
package kr.maeul.store.sql;
