/** The house that planners keep something about, and the rows beside it. */
package kr.maeul.houses.ledger.house;
