package kr.maeul.houses.ledger.owner;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * One line of the log of contacts with the owner of a house.
 *
 * @param day when it was
 * @param means null where it is none of {@link Kind#CONTACT} or {@link Kind#CORRECTION}
 * @param outcome null likewise
 * @param text what was said; empty where there is nothing to say
 * @param corrects id of the line that this one takes the place of, or null
 * @param correctedBy id of the line that takes the place of this one, or null
 * @param author who wrote it
 * @param at when it was written
 */
public record ContactEntry(
    String id,
    Kind kind,
    LocalDate day,
    Means means,
    Outcome outcome,
    String text,
    String corrects,
    String correctedBy,
    String author,
    Instant at) {

  /** What kind of line it is. */
  public enum Kind {
    CONTACT,
    /** What should have been written in the place of an earlier line. */
    CORRECTION,
    /** From here on nobody contacts the owner, for what was said elsewhere. */
    DO_NOT_CONTACT,
    /** The owner may be contacted again. */
    LIFTED;

    /** The word used in JSON and in the table. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /**
   * A line as somebody writes it.
   *
   * @param corrects id of the line that it takes the place of, or null
   */
  public record Draft(LocalDate day, Means means, Outcome outcome, String text, String corrects) {
    @Override
    public String toString() {
      return "Draft[…]";
    }
  }

  /** Tells nothing of what was said. */
  @Override
  public String toString() {
    return "ContactEntry[" + id + "]";
  }
}
