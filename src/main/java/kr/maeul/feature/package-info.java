/**
 * Features, and what can be asked of them. Parsing and refusing happens here; imports no SQL and no
 * HTTP.
 */
package kr.maeul.feature;
