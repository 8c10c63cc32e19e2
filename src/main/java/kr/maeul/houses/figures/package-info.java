/** Figures of all houses: the dashboard, and what a survey asks of each. */
package kr.maeul.houses.figures;
