/** What happened to a house: facts of its row, its revisions, loads and contacts. */
package kr.maeul.houses.ledger.timeline;
