/**
 * What is done with vacant houses as a whole: the figures of the dashboard, and what a survey asks
 * of each house.
 */
package kr.maeul.houses;
