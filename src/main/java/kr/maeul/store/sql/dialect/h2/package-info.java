/** H2 and H2GIS: functions it lacks, cells as its spatial index for tiles, changes of tables. */
package kr.maeul.store.sql.dialect.h2;
