/** CQL2 as text and as JSON to one tree. */
package kr.maeul.feature.cql.parse;
