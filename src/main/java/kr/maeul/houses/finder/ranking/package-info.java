/** A question, the houses as numbers, and the order that weights give them. */
package kr.maeul.houses.finder.ranking;
