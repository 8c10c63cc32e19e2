/** PostgreSQL and PostGIS: CQL2, COPY, indexes for searching. */
package kr.maeul.store.sql.dialect.postgis;
