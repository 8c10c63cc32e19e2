/** What must not be read in a copy of the database: sealing, secrets, and the key to both. */
package kr.maeul.vault;
