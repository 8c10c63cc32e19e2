package kr.maeul.houses.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * Houses that planners look at together, shared within the team.
 *
 * @param note may be empty
 * @param profile id of the profile that they were found by, or null
 * @param request what the finder was asked, or null
 * @param houses in the order that somebody gave them
 * @param author who made it
 * @param version goes up with every change
 */
public record Shortlist(
    String id,
    String name,
    String note,
    String profile,
    ObjectNode request,
    List<Entry> houses,
    String author,
    Instant created,
    Instant changed,
    long version) {

  Shortlist with(List<Entry> others) {
    return new Shortlist(
        id, name, note, profile, request, others, author, created, changed, version);
  }

  /** A house on it, with what somebody noted. */
  public record Entry(String house, String note) {}

  /**
   * What somebody wants it to be; what is null stays as it is, or is empty where it is new.
   *
   * @param request a JSON object
   */
  public record Draft(
      String name, String note, String profile, ObjectNode request, List<Entry> houses) {}
}
