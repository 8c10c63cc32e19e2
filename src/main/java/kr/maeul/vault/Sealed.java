package kr.maeul.vault;

/**
 * A text that was sealed, as it lies in the database.
 *
 * @param kind of what it is one, such as the table
 * @param owner for whom it was sealed
 * @param text sealed
 */
public record Sealed(String kind, String owner, String text) {}
