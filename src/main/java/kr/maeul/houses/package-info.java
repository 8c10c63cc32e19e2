/**
 * What is done with vacant houses: which suits what ({@code finder}), what planners keep beside
 * them ({@code ledger}), and their figures.
 */
package kr.maeul.houses;
