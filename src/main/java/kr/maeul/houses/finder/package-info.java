/**
 * Which vacant house suits what, and why: profiles as files, and the ranking that they give over
 * the rows that a planner sees. Knows neither SQL nor HTTP.
 */
package kr.maeul.houses.finder;
