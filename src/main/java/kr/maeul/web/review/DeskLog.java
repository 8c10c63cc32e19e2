package kr.maeul.web.review;

import java.util.Map;
import java.util.TreeMap;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.people.People;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.log.AccessLog;
import kr.maeul.review.desk.DeskReading;
import kr.maeul.review.submission.Submission;
import kr.maeul.web.people.Credentials;
import kr.maeul.web.request.Exchange;

/**
 * Puts on record what the review desk tells of restricted things: how to reach somebody, and houses
 * that were reported vacant. Each before it is answered; where that fails nothing is answered. Safe
 * for use by several threads.
 */
final class DeskLog {
  private static final String OF_SUBMISSIONS = "/api/submissions";

  private final LayerCatalog layers;
  private final People people;

  DeskLog(LayerCatalog layers, People people) {
    this.layers = layers;
    this.people = people;
  }

  /** A contact is about to be told. */
  void contact(Exchange e, String submission) {
    String what = OF_SUBMISSIONS + "/{id}/contact";
    people.accessLog().read(by(e), AccessLog.Action.CONTACT, null, submission, what);
  }

  /** All of a submission is about to be told. */
  void detail(Exchange e, Submission s) {
    if (isRestricted(s.layer())) {
      String what = OF_SUBMISSIONS + "/{id}";
      people.accessLog().read(by(e), AccessLog.Action.ITEM, s.layer(), s.id(), what);
    }
  }

  /** Titles of submissions, which may be addresses, are about to be told. */
  void list(Exchange e, DeskReading.Page page) {
    Map<String, Long> rows = new TreeMap<>();
    page.submissions().stream()
        .filter(s -> isRestricted(s.layer()))
        .forEach(s -> rows.merge(s.layer(), 1L, Long::sum));
    rows.forEach(
        (layer, number) -> {
          AccessLog log = people.accessLog();
          log.read(by(e), AccessLog.Action.LIST, layer, null, OF_SUBMISSIONS);
          log.rows(by(e), AccessLog.Action.LIST, layer, null, OF_SUBMISSIONS, number);
        });
  }

  /** Whether even staff see but some rows of the layer. */
  private boolean isRestricted(String layer) {
    View staffs = layers.layer(layer).map(l -> l.viewFor(Audience.STAFF)).orElse(null);
    return staffs == null || staffs.empty() || !staffs.where().isEmpty();
  }

  private static Actor by(Exchange e) {
    return Credentials.actor(e);
  }
}
