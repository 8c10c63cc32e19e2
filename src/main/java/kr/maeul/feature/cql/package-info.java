/**
 * CQL2 (OGC 21-065r2): filters as text or JSON become a tree ({@link
 * kr.maeul.feature.cql.parse.Cql}), the tree is checked against what a view shows and becomes a
 * condition ({@link kr.maeul.feature.cql.Condition}) that a store can evaluate. {@link
 * kr.maeul.feature.CqlFilters} is the way in.
 *
 * <p>Imports no SQL and no HTTP.
 */
package kr.maeul.feature.cql;
