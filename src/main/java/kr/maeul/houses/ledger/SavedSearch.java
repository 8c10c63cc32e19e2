package kr.maeul.houses.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A question to the finder that the team keeps. It never changes: another question is another one.
 *
 * @param profile id of the profile that is asked, or null
 * @param request what the finder is asked
 * @param author who kept it
 */
public record SavedSearch(
    String id, String name, String profile, ObjectNode request, String author, Instant created) {}
