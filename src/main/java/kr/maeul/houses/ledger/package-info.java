/**
 * What planners keep beside the vacant houses: shortlists, searches, owners, contacts, and the
 * timeline of a house.
 */
package kr.maeul.houses.ledger;
