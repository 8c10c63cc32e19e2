/**
 * How often something may be tried and how much at once, and where it is counted. Knows no HTTP.
 */
package kr.maeul.limit;
