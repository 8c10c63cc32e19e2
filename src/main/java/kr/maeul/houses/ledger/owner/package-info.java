/** Who owns a house, what was said with them and when: sealed, and for planners alone. */
package kr.maeul.houses.ledger.owner;
